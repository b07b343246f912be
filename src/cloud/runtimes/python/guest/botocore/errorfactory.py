"""Stand-in for `botocore.errorfactory`: the errors of S3 that have classes of their own."""

from botocore.exceptions import ClientError

_NAMES = (
    "AccessDenied BucketAlreadyExists BucketAlreadyOwnedByYou EncryptionTypeMismatch IdempotencyParameterMismatch "
    "InvalidObjectState InvalidRequest InvalidWriteOffset NoSuchBucket NoSuchKey NoSuchUpload "
    "ObjectAlreadyInActiveTierError ObjectNotInActiveTierError TooManyParts"
).split()


class S3Exceptions:
    ClientError = ClientError

    def from_code(self, code):
        return vars(type(self)).get(code, ClientError)

    def __getattr__(self, name):
        raise AttributeError(f"{self!r} object has no attribute {name}. Valid exceptions are: {', '.join(_NAMES)}")


for _name in _NAMES:
    setattr(S3Exceptions, _name, type(_name, (ClientError,), {"__module__": __name__}))
