import os

from boto3 import client  # expect: GVT102
#                 ^^^^^^


def load(key):
    return client("s3").get_object(Bucket=os.environ["BUCKET"], Key=key)["Body"].read()
