DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}
for name in ("default", "other"):
    DATABASES[name] = {"ENGINE": "django.db.backends.sqlite3"}
