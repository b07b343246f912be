STAGE = "test"
CURRENCY = "EUR"
TAX_PERCENT = 20


def lambda_handler(event, context):
    gross = event["net"] * (1 + TAX_PERCENT / 100)
    return {"stage": STAGE, "gross": round(gross, 2), "currency": CURRENCY}
