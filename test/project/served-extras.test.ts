import { expect, test } from 'vitest';
import { reached } from '../support/reached.ts';

const procfile = 'web: gunicorn -k gevent app:app\nworker: celery -A tasks worker -P gevent\n';

/** What runs beside views; the names of the functions that must run in greenlets, and no others. */
test.each<readonly [string, Record<string, string>, readonly string[]]>([
  [
    'signals of Flask, and what no request runs',
    {
      'app.py': `from flask import Blueprint, Flask, request_finished
from flask.signals import got_request_exception
app = Flask(__name__)
bp = Blueprint("b", __name__)
class Audit:
    def init_app(self, app):
        request_finished.connect(self.done, app)
    def done(self, sender, **extra): pass
Audit().init_app(app)
@got_request_exception.connect
def failed(sender, **extra): pass
@app.template_filter("money")
def money(value): pass
@bp.record_once
def recorded(state): pass
@app.shell_context_processor
def shell(): pass
def names(): pass
app.shell_context_processor(names)
app.register_blueprint(bp)
`,
    },
    ['app.py#Audit.done', 'app.py#failed', 'app.py#money'],
  ],
  [
    'signals of Celery',
    {
      'tasks.py': `from celery import Celery
from celery.signals import task_failure, task_postrun, worker_process_init
app = Celery("tasks")
@worker_process_init.connect
def init(**kw): pass
@task_postrun.connect(weak=False)
def after(**kw): pass
def failed(**kw): pass
task_failure.connect(failed)
`,
    },
    ['tasks.py#after', 'tasks.py#failed'],
  ],
  [
    'what Django finds by its settings',
    {
      Procfile: 'web: gunicorn -k gevent site_.wsgi:application\n',
      'site_/__init__.py': '',
      'site_/wsgi.py': `import os
from django.core.wsgi import get_wsgi_application
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")
application = get_wsgi_application()
`,
      'site_/settings.py': `INSTALLED_APPS = ["django.contrib.admin", "orders"]
AUTHENTICATION_BACKENDS = ["orders.auth.Ldap"]
REST_FRAMEWORK = {"PAGE_SIZE": 10, "EXCEPTION_HANDLER": "orders.errors.handle"}
ROOT_URLCONF = "site_.urls"
`,
      'site_/urls.py': 'urlpatterns = []\nhandler500 = "orders.errors.broken"\n',
      'orders/__init__.py': '',
      'orders/auth.py': `class Ldap:
    def __init__(self): pass
    def authenticate(self, request): pass
    def get_user(self, pk): pass
    def sync(self): pass
`,
      'orders/errors.py': `def handle(exc, context): pass
def broken(request): pass
def unused(): pass
`,
      'orders/admin.py': `from django.contrib import admin
@admin.action(description="Print")
def print_labels(modeladmin, request, queryset): pass
def stamp(modeladmin, request, queryset): pass
class OrderAdmin(admin.ModelAdmin):
    actions = [print_labels, stamp]
    def weight(self, order): pass
`,
      'orders/templatetags/__init__.py': '',
      'orders/templatetags/tags.py': `from django import template
register = template.Library()
@register.filter
def shout(value): pass
@register.simple_tag(takes_context=True)
def revision(context): pass
def plain(): pass
`,
      'orders/management/__init__.py': '',
      'orders/management/commands/__init__.py': '',
      'orders/management/commands/nightly.py': `from django.core.management.base import BaseCommand
class Command(BaseCommand):
    def handle(self, *args, **options): pass
`,
      'other/admin.py': `from django.contrib import admin
class OtherAdmin(admin.ModelAdmin):
    def weight(self, order): pass
`,
    },
    [
      'orders/admin.py#OrderAdmin.weight',
      'orders/admin.py#print_labels',
      'orders/admin.py#stamp',
      'orders/auth.py#Ldap.authenticate',
      'orders/auth.py#Ldap.get_user',
      'orders/errors.py#broken',
      'orders/errors.py#handle',
      'orders/templatetags/tags.py#revision',
      'orders/templatetags/tags.py#shout',
    ],
  ],
  [
    'parts of REST framework',
    {
      'app.py': `from django.core.wsgi import get_wsgi_application
from rest_framework import serializers
from rest_framework.permissions import BasePermission
class Mine(BasePermission):
    def has_permission(self, request, view): return self.ask()
    def ask(self): pass
    def unused(self): pass
class Order(serializers.ModelSerializer):
    def get_total(self, order): pass
    def validate_state(self, value): pass
    def create(self, data): pass
    def print(self): pass
app = get_wsgi_application()
`,
    },
    [
      'app.py#Mine.ask',
      'app.py#Mine.has_permission',
      'app.py#Order.create',
      'app.py#Order.get_total',
      'app.py#Order.validate_state',
    ],
  ],
])('%s', async (_name, files, names) => {
  expect([...(await reached({ Procfile: procfile, ...files }))].sort()).toEqual(names);
});
