def dict(**given):
    return {"ENGINE": "django.db.backends.sqlite3"}


DATABASES = {"default": dict(ENGINE="django.db.backends.mysql")}
