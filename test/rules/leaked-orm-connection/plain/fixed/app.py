from gevent import monkey

monkey.patch_all()

import os
import tempfile

import django
import gevent
from django.conf import settings
from django.db import connections

path = os.path.join(os.path.realpath(tempfile.mkdtemp()), "shop.sqlite3")
database = {"ENGINE": "django.db.backends.sqlite3", "NAME": path}
settings.configure(DATABASES={"default": database})
django.setup()

from django.db import connection, models


class Order(models.Model):
    class Meta:
        app_label = "shop"


def enter(count):
    """Writes orders."""
    try:
        for _ in range(count):
            Order.objects.create()
    finally:
        connections.close_all()


def open_connections():
    folder = "/proc/self/fd/"
    return sum(os.path.realpath(folder + name) == path for name in os.listdir(folder))


with connection.schema_editor() as editor:
    editor.create_model(Order)
connection.close()
gevent.joinall([gevent.spawn(enter, 2) for _ in range(10)])  # expect: GVT308
#                            ^^^^^
print("open:", open_connections())
