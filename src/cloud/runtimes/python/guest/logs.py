"""What `logging` writes: one event of the log a call, with the level, the time and the request."""

import logging
import time

import door

request_id = ""


class _Handler(logging.Handler):
    def emit(self, record):
        record.aws_request_id = request_id
        door.ask("log", text=self.format(record))


def set_up():
    logging.Formatter.converter = time.gmtime
    handler = _Handler()
    handler.setFormatter(
        logging.Formatter(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S"
        )
    )
    logging.getLogger().addHandler(handler)
