"""Modules that are not here, though the interpreter or Lambda would have them. The import says so, and can be caught."""

import sys

UNAVAILABLE = {"ctypes", "_ctypes"}
FOREIGN = {"js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core", "pyodide_parser"}
#: What Lambda's own runtime brings along, and is not here; of two packages there are stand-ins.
OF_LAMBDA = {"s3transfer", "jmespath"}
STAND_INS = {"boto3", "botocore"}


class _First:
    @staticmethod
    def find_spec(name, path=None, target=None):
        top = name.partition(".")[0]
        if top in FOREIGN:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        if top in UNAVAILABLE:
            raise ImportError(f"The module {top} is not available in this simulator.", name=name)
        return None


class _Last:
    """Comes after the function's package and layers, which may have such a module."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in OF_LAMBDA:
            raise ModuleNotFoundError(
                f"No module named '{name}': Lambda's Python runtime has it, this simulator has not.", name=name
            )
        top = name.partition(".")[0]
        if top in STAND_INS and any(folder.startswith("/var/runtime/") for folder in path or ()):
            raise ModuleNotFoundError(
                f"No module named '{name}': it is not available in this simulator, whose {top} is a stand-in.",
                name=name,
            )
        return None


def set_up():
    sys.meta_path.insert(0, _First)
    sys.meta_path.append(_Last)
