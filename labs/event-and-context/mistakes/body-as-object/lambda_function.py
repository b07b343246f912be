def lambda_handler(event, context):
    print(event)
    print(context.aws_request_id)
    print(context.function_name)
    return {
        'statusCode': 200,
        'body': {
            'request_id': context.aws_request_id,
            'function_arn': context.invoked_function_arn,
            'log_stream': context.log_stream_name,
            'remaining_ms': context.get_remaining_time_in_millis(),
            'memory_mb': int(context.memory_limit_in_mb),
        },
    }
