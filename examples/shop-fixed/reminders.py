"""Reminds customers, several at once, by the ORM of Django."""

from gevent import monkey

monkey.patch_all(aggressive=True)

import django
import gevent
from django.conf import settings
from django.db import connections

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "reminders.sqlite3"}},
)
django.setup()

from django.contrib.auth.models import User


def remind(name):
    try:
        print("Dear", User.objects.get(username=name))
    finally:
        connections.close_all()


def remind_all(names):
    gevent.joinall([gevent.spawn(remind, name) for name in names])


if __name__ == "__main__":
    remind_all(["ann", "bob"])
