DATABASES = {}
DATABASES.update(
    default={
        "ENGINE": "django_prometheus.db.backends.postgresql",  # expect: GVT302
        "NAME": "shop",
    },
    replica={"ENGINE": "django.db.backends.postgresql"},
)
