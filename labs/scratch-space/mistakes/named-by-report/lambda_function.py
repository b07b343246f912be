import os

from render import render


def lambda_handler(event, context):
    path = f"/tmp/{event['report']}.pdf"
    try:
        render(event["pages"], path, event.get("broken_page"))
        return {"report": event["report"], "bytes": os.path.getsize(path)}
    except OSError as error:
        return {"report": event["report"], "error": error.strerror}
