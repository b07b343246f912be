import os
import tempfile

from render import render


def lambda_handler(event, context):
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "report.pdf")
            render(event["pages"], path, event.get("broken_page"))
            return {"report": event["report"], "bytes": os.path.getsize(path)}
    except OSError as error:
        return {"report": event["report"], "error": error.strerror}
