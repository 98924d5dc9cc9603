import os

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": int(os.environ["AGE"]),
    }
}
