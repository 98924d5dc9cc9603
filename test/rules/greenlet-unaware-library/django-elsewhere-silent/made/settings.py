from configurations import Configuration


class Common(Configuration):
    DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}


class Live(Common):
    @property
    def DATABASES(self):
        return {"default": {"ENGINE": "django.db.backends.sqlite3"}}
