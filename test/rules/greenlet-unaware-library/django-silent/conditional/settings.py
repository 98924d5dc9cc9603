import os

DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", "NAME": "shop"}}
if os.environ.get("LOCAL"):
    DATABASES["default"]["ENGINE"] = "django.db.backends.sqlite3"
