"""Runs what the function has registered for SnapStart."""

import snapshot_restore_py


def run_before_snapshot():
    """The one that was registered last comes first."""
    registered = snapshot_restore_py.get_before_snapshot()
    while registered:
        function, arguments, keywords = registered.pop()
        function(*arguments, **keywords)


def run_after_restore():
    for function, arguments, keywords in snapshot_restore_py.get_after_restore():
        function(*arguments, **keywords)
