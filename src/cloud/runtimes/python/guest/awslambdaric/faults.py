"""Errors in the form in which Lambda shows them: to the caller as JSON, in the log as one event."""

import json
import time
import traceback

from awslambdaric import door, logs

NO_BREAK_SPACE = "\u00a0"

WARNING = (
    "LAMBDA_WARNING: Unhandled exception. "
    "The most likely cause is an issue in the function code. "
    "However, in rare cases, a Lambda runtime update can cause unexpected function behavior. "
    "For functions using managed runtimes, runtime updates can be triggered by a function change, "
    "or can be applied automatically. "
    "To determine if the runtime has been updated, check the runtime version in the INIT_START log entry. "
    "If this error correlates with a change in the runtime version, you may be able to mitigate this error "
    "by temporarily rolling back to the previous runtime version. "
    "For more information, see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html"
)


class Fault(Exception):
    """An error of the runtime itself; `kind` is the errorType that Lambda shows."""

    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        self.kind = kind
        self.trace = list(trace)


def describe(error, request_id=""):
    if isinstance(error, Fault):
        kind, trace = error.kind, error.trace
    else:
        kind, trace = type(error).__name__, _own_lines(error)
    return {
        "errorMessage": _message(error),
        "errorType": kind,
        "requestId": request_id,
        "stackTrace": trace,
    }


def _message(error):
    try:
        return str(error)
    except Exception:
        return ""


def _own_lines(error):
    frames = [(f.filename, f.lineno, f.name, f.line) for f in traceback.extract_tb(error.__traceback__)]
    first = next((i for i, frame in enumerate(frames) if "/awslambdaric/" not in frame[0]), 0)
    return traceback.format_list(frames[first:])


def log(fault):
    door.ask("log", text=_as_json(fault) if logs.as_json else _as_text(fault))


def _as_json(fault):
    timestamp = time.strftime(logs.SECONDS, time.gmtime())
    return json.dumps({"timestamp": timestamp, "log_level": "ERROR", **fault}, ensure_ascii=False)


def _as_text(fault):
    head = f"[ERROR] {fault['errorType']}"
    if fault["errorMessage"]:
        head += f": {fault['errorMessage']}"
    lines = [head, "Traceback (most recent call last):"]
    for element in fault["stackTrace"]:
        lines += [_indented(line) for line in element.splitlines()]
    return "\r".join(lines)


def _indented(line):
    text = line.lstrip(" ")
    return NO_BREAK_SPACE * (len(line) - len(text)) + text
