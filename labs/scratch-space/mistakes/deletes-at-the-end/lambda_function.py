import os

from render import render


def lambda_handler(event, context):
    path = "/tmp/report.pdf"
    try:
        render(event["pages"], path, event.get("broken_page"))
        size = os.path.getsize(path)
        os.remove(path)
        return {"report": event["report"], "bytes": size}
    except OSError as error:
        return {"report": event["report"], "error": error.strerror}
