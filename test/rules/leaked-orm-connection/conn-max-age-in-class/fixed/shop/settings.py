from configurations import Configuration


class Live(Configuration):
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "CONN_MAX_AGE": 0,  # expect: GVT308
            #               ^^^
        }
    }
