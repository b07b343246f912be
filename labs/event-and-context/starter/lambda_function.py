def lambda_handler(event, context):
    print(event)
    print(context.aws_request_id)
    print(context.function_name)
    return {
        'statusCode': 200,
        'body': 'Hello from Lambda!'
    }
