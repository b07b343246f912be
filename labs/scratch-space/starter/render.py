PAGE = bytes(1024 * 1024)


def render(pages, path, broken_page=None):
    """Stands in for a renderer: adds pages of 1 MB each to the file at path.

    Raises ValueError at a page that is broken; the pages before it are in the file then.
    """
    with open(path, "ab") as file:
        for page in range(1, pages + 1):
            if page == broken_page:
                raise ValueError(f"page {page} cannot be rendered")
            file.write(PAGE)
