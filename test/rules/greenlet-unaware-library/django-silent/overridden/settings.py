from overridden.base import *

DATABASES["default"].update(ENGINE="django.db.backends.sqlite3", NAME=":memory:")
