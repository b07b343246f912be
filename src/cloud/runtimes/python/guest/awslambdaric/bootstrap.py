"""The Python runtime: loads the handler, then serves one invocation after the other over the Runtime API."""

import importlib
import json
import logging
import os
import sys

from awslambdaric import closed, context, door, faults, logs, payloads, virtual_time
from awslambdaric.faults import Fault

API = "/2018-06-01/runtime"

_handler = None


def start():
    os.environ.clear()
    os.environ.update(door.ask("variables"))
    sys.path[:] = _search_path()
    os.chdir("/var/task")
    closed.set_up()
    virtual_time.set_up()
    logs.set_up()
    _guarded(_load)


def deliver():
    event = door.ask("event")
    _guarded(_serve, event["headers"], event["body"])


def restored():
    _guarded(_go_on)


def terminate():
    """SIGTERM has come: the function's own handler runs, or the process ends."""
    import signal

    handler = signal.getsignal(signal.SIGTERM)
    if callable(handler):
        _guarded(handler, signal.SIGTERM, None)
    elif handler is not signal.SIG_IGN:
        _leave(143)


def _guarded(work, *arguments):
    """Nothing but an `Exception` of the handler itself keeps the process alive."""
    try:
        work(*arguments)
    except SystemExit as leaving:
        _leave(leaving.code)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        _leave(1)


def _leave(code):
    if code is not None and not isinstance(code, int):
        print(code, file=sys.stderr)
        code = 1
    door.ask("exit", code=code or 0)


def _load():
    global _handler
    try:
        _handler = _find(os.environ.get("_HANDLER", ""))
    except Exception as error:
        fault = faults.describe(error)
        logging.warning(faults.WARNING)
        faults.log(fault)
        _call("POST", "/init/error", json.dumps(fault), fault["errorType"])
        sys.exit(1)
    if os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start":
        _wait_for_restore()
    else:
        _next()


def _wait_for_restore():
    """The answer comes in the environments that begin with the snapshot: there the host calls `restored`."""
    from awslambdaric import hooks

    try:
        hooks.run_before_snapshot()
    except BaseException as error:
        _give_up(error, "/init/error", "Runtime.BeforeSnapshotError", 64)
    _call("GET", "/restore/next")


def _go_on():
    from awslambdaric import hooks

    try:
        hooks.run_after_restore()
    except BaseException as error:
        _give_up(error, "/restore/error", "Runtime.AfterRestoreError", 65)
    _next()


def _give_up(error, path, error_type, status):
    fault = faults.describe(error)
    faults.log(fault)
    _call("POST", path, json.dumps(fault), error_type)
    sys.exit(status)


def _find(name):
    try:
        module_name, function_name = name.rsplit(".", 1)
    except ValueError as error:
        raise Fault("Runtime.MalformedHandlerName", f"Bad handler '{name}': {error}") from None
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault(
            "Runtime.BuiltInModuleConflict", f"Cannot use built-in module {module_name} as a handler module"
        )
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}") from None
    except SyntaxError as error:
        line = f'  File "{error.filename}" Line {error.lineno}\n    {error.text}'
        raise Fault(
            "Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}", [line]
        ) from None
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise Fault(
            "Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'"
        ) from None


def _serve(headers, body):
    request_id = headers["lambda-runtime-aws-request-id"]
    logs.request_id = request_id
    os.environ["_X_AMZN_TRACE_ID"] = headers.get("lambda-runtime-trace-id", "")
    path = f"/invocation/{request_id}"
    echo = {"lambda-runtime-invocation-id": headers["lambda-runtime-invocation-id"]}
    try:
        result = payloads.dumps(_handler(payloads.loads(body), context.LambdaContext(headers)))
    except Exception as error:
        fault = faults.describe(error, request_id)
        del error
        faults.log(fault)
        _call("POST", f"{path}/error", json.dumps(fault), fault["errorType"], **echo)
    else:
        _call("POST", f"{path}/response", result, **echo)
    _next()


def _call(method, path, body="", error_type=None, **headers):
    if error_type is not None:
        headers["lambda-runtime-function-error-type"] = error_type
    return door.ask("call", method=method, path=API + path, headers=headers, body=body)


def _next():
    """The answer comes when there is an event: then the host calls `deliver`."""
    _call("GET", "/invocation/next")


def _search_path():
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    library = [path for path in sys.path if path.startswith("/var/lang")]
    return ["/var/task", f"/opt/python/lib/{version}/site-packages", "/opt/python", "/var/runtime", *library]
