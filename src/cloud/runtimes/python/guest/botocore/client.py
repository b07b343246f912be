"""Stand-in for `botocore.client`: makes HTTP requests of S3's operations, and results of the answers."""

import base64
import http
import os
import time
import zlib
from datetime import UTC, datetime
from types import SimpleNamespace
from urllib.parse import quote, unquote_plus, urlencode, urlsplit
from xml.etree import ElementTree

from awslambdaric import door
from botocore.config import Config
from botocore.errorfactory import S3Exceptions
from botocore.exceptions import ClientError, EndpointConnectionError, HTTPClientError, NoCredentialsError
from botocore.operations import ABSENT, OPERATIONS
from botocore.parameters import metadata_headers, validate
from botocore.response import StreamingBody
from botocore.transfer import Transfers

__all__ = ["ClientError", "Config"]

_DATE = "%a, %d %b %Y %H:%M:%S GMT"


class S3(Transfers):
    """What `boto3.client("s3")` gives."""

    __module__ = "botocore.client"

    def __init__(self, region, endpoint_url, credentials):
        region = region or "us-east-1"
        host = "s3.amazonaws.com" if region == "us-east-1" else f"s3.{region}.amazonaws.com"
        self._credentials = credentials
        self._by_path = endpoint_url is not None
        self.exceptions = S3Exceptions()
        self.meta = SimpleNamespace(region_name=region, endpoint_url=endpoint_url or f"https://{host}")

    def can_paginate(self, operation_name):
        return operation_name == "list_objects_v2"

    def get_paginator(self, operation_name):
        if not self.can_paginate(operation_name):
            raise NotImplementedError(f"A paginator for {operation_name} is not available in this simulator.")
        return _Paginator(self.list_objects_v2)

    def close(self):
        pass

    def __getattr__(self, name):
        if name in ABSENT:
            return lambda *_, **__: _absent(name)
        raise AttributeError(f"'S3' object has no attribute '{name}'")

    def _call(self, operation, parameters):
        validate(operation, parameters)
        body = _body_of(parameters)
        headers = {
            **metadata_headers(parameters.get("Metadata", {})),
            **{header: parameters[name] for name, header in operation.headers.items() if name in parameters},
            "authorization": self._authorization(),
        }
        for value in headers.values():
            if any(character in value for character in "\r\n\0"):
                raise HTTPClientError(error=f"Invalid header value {value.encode()!r}")
        query = {part: parameters[name] for name, part in operation.query.items() if name in parameters}
        if operation.name == "PutObject":
            headers["x-amz-checksum-crc32"] = base64.b64encode(zlib.crc32(body).to_bytes(4)).decode()
        if operation.name == "GetObject":
            headers.setdefault("x-amz-checksum-mode", "ENABLED")
        if operation.name == "ListObjectsV2":
            query = {"list-type": 2, "encoding-type": "url", **query}

        url = urlsplit(self._url(parameters.get("Bucket"), parameters.get("Key", "")))
        answer, content = door.ask_with(
            body,
            "service",
            method=operation.method,
            host=url.hostname or "",
            path=url.path + (f"?{urlencode(query)}" if query else ""),
            headers=headers,
        )
        if answer is None:
            raise EndpointConnectionError(endpoint_url=url.geturl())
        return self._result(operation, answer["statusCode"], answer["headers"], content, parameters)

    def _url(self, bucket, key):
        endpoint = self.meta.endpoint_url.rstrip("/")
        path = quote(key, safe="/~")
        if bucket is None:
            return f"{endpoint}/"
        if self._by_path or "." in bucket or "_" in bucket or bucket != bucket.lower():
            return f"{endpoint}/{bucket}{path and f'/{path}'}"
        return f"{endpoint.replace('://', f'://{bucket}.', 1)}/{path}"

    def _authorization(self):
        key, secret, _ = self._credentials
        if not key:
            key, secret = os.environ.get("AWS_ACCESS_KEY_ID"), os.environ.get("AWS_SECRET_ACCESS_KEY")
        if not (key and secret):
            raise NoCredentialsError
        scope = f"{key}/{time.strftime('%Y%m%d', time.gmtime())}/{self.meta.region_name}/s3/aws4_request"
        # The simulated account looks whether a request is signed, not how.
        return f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature={'0' * 64}"

    def _result(self, operation, status, headers, content, parameters):
        metadata = {
            "RequestId": headers["x-amz-request-id"],
            "HostId": headers["x-amz-id-2"],
            "HTTPStatusCode": status,
            "HTTPHeaders": headers,
            "RetryAttempts": 0,
        }
        if status >= 300:
            error = _error_of(status, content)
            raise self.exceptions.from_code(error["Code"])(
                {"Error": error, "ResponseMetadata": metadata}, operation.name
            )
        result = {"ResponseMetadata": metadata}
        for name, header in operation.results.items():
            if header in headers:
                result[name] = _READ.get(name, str)(headers[header])
        if "AcceptRanges" in operation.results:
            prefix = "x-amz-meta-"
            result["Metadata"] = {
                name.removeprefix(prefix): value for name, value in headers.items() if name.startswith(prefix)
            }
        if operation.name == "GetObject":
            result["Body"] = StreamingBody(content)
        if operation.name == "ListObjectsV2":
            result |= _listed(_parse(content), "EncodingType" not in parameters)
        if operation.name == "ListBuckets":
            result["Buckets"] = [
                {"Name": bucket["Name"], "CreationDate": datetime.fromisoformat(bucket["CreationDate"])}
                for bucket in _all(_parse(content).find("Buckets"), "Bucket")
            ]
        return result


def _method(name, operation):
    def method(self, *arguments, **parameters):
        if arguments:
            raise TypeError(f"{name}() only accepts keyword arguments.")
        return self._call(operation, parameters)

    method.__name__ = name
    return method


for _name, _operation in OPERATIONS.items():
    setattr(S3, _name, _method(_name, _operation))


class _Paginator:
    def __init__(self, method):
        self._method = method

    def paginate(self, PaginationConfig=None, **parameters):
        if PaginationConfig:
            raise NotImplementedError("PaginationConfig is not available in this simulator. Use MaxKeys.")
        page = self._method(**parameters)
        yield page
        while page["IsTruncated"]:
            page = self._method(**parameters, ContinuationToken=page["NextContinuationToken"])
            yield page


def _absent(name):
    raise NotImplementedError(f"S3's {name} is not available in this simulator.")


def _body_of(parameters):
    body = parameters.get("Body", b"")
    if hasattr(body, "read"):
        body = body.read()
    if location := parameters.get("CreateBucketConfiguration", {}).get("LocationConstraint"):
        body = f"<CreateBucketConfiguration><LocationConstraint>{location}</LocationConstraint></CreateBucketConfiguration>"
    return body.encode() if isinstance(body, str) else bytes(body)


def _parse(content):
    root = ElementTree.fromstring(content)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def _all(parent, tag):
    return [{child.tag: child.text or "" for child in element} for element in parent.iterfind(tag)]


def _error_of(status, content):
    if not content:
        return {"Code": str(status), "Message": http.HTTPStatus(status).phrase}
    fields = {child.tag: child.text or "" for child in _parse(content)}
    return {name: value for name, value in fields.items() if name not in ("RequestId", "HostId")}


def _listed(root, encoded):
    shown = unquote_plus if encoded else str
    found = {child.tag: child.text or "" for child in root if len(child) == 0}
    result = {
        **found,
        "IsTruncated": found["IsTruncated"] == "true",
        "KeyCount": int(found["KeyCount"]),
        "MaxKeys": int(found["MaxKeys"]),
        **{name: shown(found[name]) for name in ("Prefix", "Delimiter", "StartAfter") if name in found},
    }
    contents = [
        {
            **entry,
            "Key": shown(entry["Key"]),
            "LastModified": datetime.fromisoformat(entry["LastModified"]),
            "Size": int(entry["Size"]),
        }
        for entry in _all(root, "Contents")
    ]
    prefixes = [{"Prefix": shown(entry["Prefix"])} for entry in _all(root, "CommonPrefixes")]
    return (
        result | ({"Contents": contents} if contents else {}) | ({"CommonPrefixes": prefixes} if prefixes else {})
    )


#: How fields of a result are read that are no text.
_READ = {
    "ContentLength": int,
    "LastModified": lambda text: datetime.strptime(text, _DATE).replace(tzinfo=UTC),
}
