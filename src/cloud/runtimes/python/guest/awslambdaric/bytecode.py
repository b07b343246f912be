"""The library's modules that were loaded from bytecode."""

import sys


def named_as_source():
    """Names them by their texts, which are beside it: so does an interpreter that keeps bytecode in folders."""
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None) or ""
        if file.endswith(".pyc"):
            module.__file__ = module.__spec__.origin = file[:-1]
