import os

DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {}}}
DATABASES["default"]["OPTIONS"]["pool"] = {"max_size": int(os.environ["POOL"])}
