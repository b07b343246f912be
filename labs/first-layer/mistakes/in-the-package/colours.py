"""Names for colours, for every function of the shop."""

NAMES = {
    "black": (0, 0, 0),
    "blue": (30, 80, 220),
    "green": (30, 160, 60),
    "grey": (128, 128, 128),
    "orange": (250, 140, 20),
    "red": (220, 30, 30),
    "white": (255, 255, 255),
    "yellow": (250, 230, 40),
}


def name_of(text):
    """The name of the colour that is nearest to a colour such as "#87ceeb"."""
    wanted = [int(text[place : place + 2], 16) for place in (1, 3, 5)]
    return min(NAMES, key=lambda name: sum((a - b) ** 2 for a, b in zip(NAMES[name], wanted)))
