import flask
import jinja2
import numpy
import sqlalchemy
import httpx
import django
from django.utils.functional import cached_property
from google.protobuf import message

from gevent import monkey
monkey.patch_all()
import gevent

gevent.spawn(print, flask, jinja2, numpy, sqlalchemy, httpx, django, cached_property, message).join()
