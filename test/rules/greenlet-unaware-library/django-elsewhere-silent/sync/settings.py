from configurations import Configuration


class Live(Configuration):
    DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}
