"""What botocore itself says of the parameters of a call, before anything is sent."""

import re

from botocore.exceptions import ParamValidationError

_BUCKET = r"^[a-zA-Z0-9.\-_]{1,255}$"
_ARN = (
    r"^arn:(aws).*:(s3|s3-object-lambda):[a-z\-0-9]*:[0-9]{12}:accesspoint[/:][a-zA-Z0-9\-.]{1,63}$|"
    r"^arn:(aws).*:s3-outposts:[a-z\-0-9]+:[0-9]{12}:outpost[/:][a-zA-Z0-9\-]{1,63}[/:]accesspoint[/:][a-zA-Z0-9\-]{1,63}$"
)

_TYPES = {
    "MaxKeys": "<class 'int'>",
    "Metadata": "<class 'dict'>",
    "CreateBucketConfiguration": "<class 'dict'>",
    "Body": "<class 'bytes'>, <class 'bytearray'>, file-like object",
}
_TEXT = "<class 'str'>"


def validate(operation, parameters):
    bucket = parameters.get("Bucket")
    if isinstance(bucket, str) and not re.fullmatch(_BUCKET, bucket):
        _refuse(
            f'Invalid bucket name "{bucket}": Bucket name must match the regex "{_BUCKET}" or be an ARN matching '
            f'the regex "{_ARN}"'
        )
    others = operation.others.split()
    known = operation.parameters()
    faults = [
        f'Missing required parameter in input: "{name}"' for name in operation.required if name not in parameters
    ]
    for name, value in parameters.items():
        if name in others:
            raise NotImplementedError(f"{operation.name}'s parameter {name} is not available in this simulator.")
        if name not in known:
            all_names = ", ".join(sorted([*known, *others]))
            faults.append(f'Unknown parameter in input: "{name}", must be one of: {all_names}')
        elif not _fits(name, value):
            valid = _TYPES.get(name, _TEXT)
            faults.append(
                f"Invalid type for parameter {name}, value: {value}, type: {type(value)}, valid types: {valid}"
            )
        elif name == "Key" and not value:
            faults.append("Invalid length for parameter Key, value: 0, valid min length: 1")
    if faults:
        _refuse("\n".join(faults))


def metadata_headers(metadata):
    headers = {}
    for key, value in metadata.items():
        if not (isinstance(key, str) and isinstance(value, str)):
            wrong = key if not isinstance(key, str) else value
            _refuse(
                f"Invalid type for parameter Metadata.{key}, value: {wrong}, type: {type(wrong)}, valid types: {_TEXT}"
            )
        if not (key + value).isascii():
            _refuse(
                f'Non ascii characters found in S3 metadata for key "{key}", value: "{value}".  \n'
                "S3 metadata can only contain ASCII characters. "
            )
        headers[f"x-amz-meta-{key.lower()}"] = value
    return headers


def _fits(name, value):
    if name == "Body":
        return isinstance(value, (bytes, bytearray, str)) or hasattr(value, "read")
    if name == "MaxKeys":
        return isinstance(value, int)
    return isinstance(value, dict if name in _TYPES else str)


def _refuse(report):
    raise ParamValidationError(report=report)
