from configurations import Configuration


class Live(Configuration):
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "CONN_MAX_AGE": 600,  # expect: GVT308
            #               ^^^
        }
    }
