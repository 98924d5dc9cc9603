"""A download and an upload that are answered after half a second."""

import io
import os

from harness import library

about = {"family": "Services", "packages": ["boto3"], "server": "slow"}


def client():
    import boto3

    keys = {"aws_access_key_id": "probe", "aws_secret_access_key": "probe"}
    url = os.environ["SLOW_HTTP_URL"]
    return boto3.client("s3", endpoint_url=url, region_name="us-east-1", **keys)


@library
def patched():
    s3 = client()
    return lambda: s3.get_object(Bucket="probe", Key="probe")


@library
def uploading():
    s3 = client()
    return lambda: s3.upload_fileobj(io.BytesIO(b"probe"), "probe", "probe")
