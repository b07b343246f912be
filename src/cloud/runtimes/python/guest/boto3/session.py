"""Stand-in for `boto3.session`: where clients get their region and credentials from."""

import os

from botocore.client import S3
from botocore.exceptions import UnknownServiceError


class Session:
    def __init__(
        self,
        aws_access_key_id=None,
        aws_secret_access_key=None,
        aws_session_token=None,
        region_name=None,
    ):
        self._credentials = (aws_access_key_id, aws_secret_access_key, aws_session_token)
        self.region_name = region_name or os.environ.get("AWS_DEFAULT_REGION")

    def client(
        self,
        service_name,
        region_name=None,
        api_version=None,
        use_ssl=True,
        verify=None,
        endpoint_url=None,
        aws_access_key_id=None,
        aws_secret_access_key=None,
        aws_session_token=None,
        config=None,
    ):
        if service_name != "s3":
            raise UnknownServiceError(
                f"The service {service_name!r} is not available in this simulator. It has s3."
            )
        given = (aws_access_key_id, aws_secret_access_key, aws_session_token)
        region = region_name or getattr(config, "region_name", None) or self.region_name
        return S3(region, endpoint_url, given if any(given) else self._credentials)

    def resource(self, service_name, *arguments, **options):
        raise UnknownServiceError(
            "boto3.resource is not available in this simulator. Use boto3.client, which has the same operations."
        )

    def __repr__(self):
        return f"Session(region_name={self.region_name!r})"
