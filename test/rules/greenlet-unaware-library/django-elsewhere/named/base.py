import configurations


class Base(configurations.Configuration):
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
