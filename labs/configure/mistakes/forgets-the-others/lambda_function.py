import os

STAGE = os.environ["STAGE"]
CURRENCY = os.environ["CURRENCY"]
TAX_PERCENT = float(os.environ["TAX_PERCENT"])


def lambda_handler(event, context):
    gross = event["net"] * (1 + TAX_PERCENT / 100)
    return {"stage": STAGE, "gross": round(gross, 2), "currency": CURRENCY}
