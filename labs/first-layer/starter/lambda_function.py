from colours import name_of


def lambda_handler(event, context):
    return {"colour": name_of(event["hex"])}
