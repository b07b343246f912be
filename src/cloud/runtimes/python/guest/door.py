"""The device through which the runtime asks its host. One write is a question, the reads after it are the answer."""

import json
import os

_device = None


def ask(kind, **fields):
    global _device
    if _device is None:
        _device = os.open("/dev/lambda", os.O_RDWR)
    question = json.dumps({"kind": kind, **fields}).encode()
    while question:
        question = question[os.write(_device, question) :]
    answer = b""
    while part := os.read(_device, 65536):
        answer += part
    return json.loads(answer)
