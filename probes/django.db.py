"""A query that takes half a second, over psycopg2 and over psycopg 3."""

import os
import sys

from harness import cure, library

about = {
    "family": "Object mappers",
    "packages": ["Django", "psycopg2-binary", "psycogreen", "psycopg[binary]"],
    "server": "postgresql",
}


def query():
    import django
    from django.conf import settings

    database = {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres"}
    port = os.environ["PGPORT"]
    database.update(USER="probe", PASSWORD="probe", HOST="127.0.0.1", PORT=port)
    settings.configure(DATABASES={"default": database}, INSTALLED_APPS=[])
    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select 1")

    def run():
        with connection.cursor() as cursor:
            cursor.execute("select pg_sleep(0.5)")

    return run


@library
def psycopg2():
    sys.modules["psycopg"] = None  # as if it were not installed
    return query()


@library
def psycopg():
    return query()


@cure
def psycopg2_with_psycogreen():
    from psycogreen.gevent import patch_psycopg

    patch_psycopg()
    return psycopg2()
