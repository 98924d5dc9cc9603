DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "CONN_MAX_AGE": 0,  # expect: GVT308
        #               ^^^^^^^
    },
    "local": {"ENGINE": "django.db.backends.sqlite3", "CONN_MAX_AGE": 600},
}
