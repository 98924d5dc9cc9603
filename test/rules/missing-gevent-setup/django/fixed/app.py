from gevent import monkey
monkey.patch_all()
from psycogreen.gevent import patch_psycopg
patch_psycopg()
import os

import django
import gevent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()


def slowly():
    from django.db import connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("select pg_sleep(0.6)")
    finally:
        connection.close()


if __name__ == "__main__":
    gevent.spawn(slowly).join()
