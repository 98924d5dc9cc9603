from pymysql import install_as_MySQLdb
install_as_MySQLdb()
import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "work.settings")
app = Celery("work")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
