"""A download and an upload that are answered after half a second."""

import io
import os

from harness import library

about = {"family": "Services", "packages": ["boto3"], "server": "slow"}


def client():
    import boto3
    from botocore.config import Config

    keys = {"aws_access_key_id": "probe", "aws_secret_access_key": "probe"}
    once = Config(retries={"total_max_attempts": 1})
    url = os.environ["SLOW_HTTP_URL"]
    return boto3.client("s3", endpoint_url=url, region_name="us-east-1", config=once, **keys)


@library
def patched():
    s3 = client()
    return lambda: s3.get_object(Bucket="probe", Key="probe")


@library
def uploading():
    from boto3.exceptions import S3UploadFailedError
    from botocore.exceptions import ClientError

    s3 = client()

    def upload():
        try:
            s3.upload_fileobj(io.BytesIO(b"probe"), "probe", "probe")
        except (ClientError, S3UploadFailedError):
            pass  # the answer is not S3's

    return upload
