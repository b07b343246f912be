import json

first = None


def lambda_handler(event, context):
    global first
    first = first or context
    print(event)
    return {
        'statusCode': 200,
        'body': json.dumps({
            'request_id': first.aws_request_id,
            'function_arn': first.invoked_function_arn,
            'log_stream': first.log_stream_name,
            'remaining_ms': first.get_remaining_time_in_millis(),
            'memory_mb': int(first.memory_limit_in_mb),
        }),
    }
