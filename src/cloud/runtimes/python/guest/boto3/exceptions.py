"""Stand-in for `boto3.exceptions`."""


class Boto3Error(Exception):
    """Base class of boto3's own errors."""


class S3UploadFailedError(Boto3Error):
    pass
