"""What boto3 adds to the client of S3: files up and down. Here each goes in one request, whatever its size."""

from boto3.exceptions import S3UploadFailedError
from botocore.exceptions import ClientError


class Transfers:
    def upload_file(self, Filename, Bucket, Key, ExtraArgs=None, Callback=None, Config=None):
        with open(Filename, "rb") as file:
            body = file.read()
        try:
            self._upload(body, Bucket, Key, ExtraArgs, Callback)
        except ClientError as error:
            raise S3UploadFailedError(f"Failed to upload {Filename} to {Bucket}/{Key}: {error}") from error

    def upload_fileobj(self, Fileobj, Bucket, Key, ExtraArgs=None, Callback=None, Config=None):
        self._upload(Fileobj.read(), Bucket, Key, ExtraArgs, Callback)

    def download_file(self, Bucket, Key, Filename, ExtraArgs=None, Callback=None, Config=None):
        body = self._download(Bucket, Key, ExtraArgs, Callback)
        with open(Filename, "wb") as file:
            file.write(body)

    def download_fileobj(self, Bucket, Key, Fileobj, ExtraArgs=None, Callback=None, Config=None):
        Fileobj.write(self._download(Bucket, Key, ExtraArgs, Callback))

    def _upload(self, body, bucket, key, extra, callback):
        self.put_object(Bucket=bucket, Key=key, Body=body, **(extra or {}))
        if callback:
            callback(len(body))

    def _download(self, bucket, key, extra, callback):
        """boto3 asks for the size first, so a missing object is an error of HeadObject."""
        self.head_object(Bucket=bucket, Key=key, **(extra or {}))
        body = self.get_object(Bucket=bucket, Key=key, **(extra or {}))["Body"].read()
        if callback:
            callback(len(body))
        return body
