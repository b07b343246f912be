"""Modules that would only lead to a part of the host that is not there. Here the import says so, and can be caught."""

import sys

UNAVAILABLE = {"ctypes", "_ctypes"}
FOREIGN = {"js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core", "pyodide_parser"}


class _Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        top = name.partition(".")[0]
        if top in FOREIGN:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        if top in UNAVAILABLE:
            raise ImportError(f"The module {top} is not available in this simulator.", name=name)
        return None


def set_up():
    sys.meta_path.insert(0, _Finder)
