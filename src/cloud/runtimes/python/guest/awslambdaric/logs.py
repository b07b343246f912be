"""What `logging` writes: one event of the log a call, with the level, the time and the request."""

import json
import logging
import os
import time
import traceback

from awslambdaric import door

SECONDS = "%Y-%m-%dT%H:%M:%S"

#: What every record has; other attributes are what the function's code gave as `extra`.
_COMMON = {*vars(logging.makeLogRecord({})), "aws_request_id"} - {"taskName"}

request_id = ""
as_json = False


class _Handler(logging.Handler):
    def emit(self, record):
        record.aws_request_id = request_id
        door.ask("log", text=self.format(record))


class _TextFormatter(logging.Formatter):
    def __init__(self):
        super().__init__(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", SECONDS
        )


class _JsonFormatter(logging.Formatter):
    def format(self, record):
        fields = {
            "timestamp": f"{self.formatTime(record, SECONDS)}.{int(record.msecs):03d}Z",
            "level": logging.getLevelName(min(logging.CRITICAL, max(0, record.levelno)) // 10 * 10),
            "message": record.getMessage(),
            "logger": record.name,
            **_error_of(record),
            "requestId": record.aws_request_id,
        }
        if record.exc_info:
            fields["location"] = f"{record.pathname}:{record.funcName}:{record.lineno}"
        extra = {
            name: value
            for name, value in vars(record).items()
            if name not in _COMMON and name not in fields and value is not None
        }
        return json.dumps({**fields, **extra}, ensure_ascii=False)


def _error_of(record):
    if not record.exc_info:
        return {}
    kind, error, trace = record.exc_info
    return {"stackTrace": traceback.format_tb(trace), "errorType": kind.__name__, "errorMessage": str(error)}


def set_up():
    global as_json
    as_json = os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"
    level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper()
    logging.Formatter.converter = time.gmtime
    handler = _Handler()
    handler.setFormatter(_JsonFormatter() if as_json else _TextFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    level = "DEBUG" if level == "TRACE" else level
    if level in logging.getLevelNamesMapping():
        root.setLevel(level)
