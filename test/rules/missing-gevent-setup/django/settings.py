import sys

# Django takes psycopg 3 where it is installed, too.
sys.modules["psycopg"] = None

INSTALLED_APPS = []
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",  # expect: GVT302
        #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        "NAME": "postgres",
    },
}
