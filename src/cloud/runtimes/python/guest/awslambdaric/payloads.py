"""JSON in and out, as Lambda's runtime reads and writes it."""

import decimal
import json
import re

from awslambdaric.faults import Fault

_DECIMAL = "\0decimal:"
_WRITTEN = re.compile(r'"\\u0000decimal:([^"]*)"')


class _Encoder(json.JSONEncoder):
    def __init__(self):
        super().__init__(ensure_ascii=False)
        self.decimals = False

    def default(self, value):
        if isinstance(value, decimal.Decimal):
            if value.is_nan():
                return float("nan")
            self.decimals = True
            return f"{_DECIMAL}{value}"
        return super().default(value)


def loads(body):
    try:
        return json.loads(body)
    except Exception as error:
        raise Fault("Runtime.UnmarshalError", f"Unable to unmarshal input: {error}") from None


def dumps(value):
    encoder = _Encoder()
    try:
        text = encoder.encode(value)
    except Exception as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}") from None
    return _WRITTEN.sub(r"\1", text) if encoder.decimals else text
