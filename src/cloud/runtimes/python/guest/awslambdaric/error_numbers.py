"""Error numbers of Linux in place of those for which the interpreter was built."""

import errno
import gc


def set_up(numbers):
    """`numbers`: by name, the number now and the one on Linux."""
    classes = next(
        held
        for held in gc.get_referrers(BlockingIOError)
        if type(held) is dict and held.get(errno.EAGAIN) is BlockingIOError
    )
    classes.update({linux: classes[now] for now, linux in numbers.values() if now in classes})
    for now, _ in numbers.values():
        errno.errorcode.pop(now, None)
    for name, (_, linux) in numbers.items():
        setattr(errno, name, linux)
        errno.errorcode[linux] = name
