import os

DATABASES = {"default": {"ENGINE": os.environ["DB_ENGINE"], "NAME": "shop"}}
INSTALLED_APPS = []
