import { describe, expect, test } from 'vitest';
import { reached } from '../support/reached.ts';

const django = {
  'shop/__init__.py': '',
  'shop/settings.py': `INSTALLED_APPS = ["orders"]
ROOT_URLCONF = "shop.urls"
MIDDLEWARE = ["django.middleware.common.CommonMiddleware", "shop.middleware.Timing", "shop.middleware.simple"]
`,
  'shop/wsgi.py': `import os
from django.core.wsgi import get_wsgi_application
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
application = get_wsgi_application()
`,
  'shop/middleware.py': `class Timing:
    def __init__(self, get_response): pass
    def __call__(self, request): pass
    def process_view(self, *a): pass
    def other(self): pass
def simple(get_response):
    def middleware(request): return get_response(request)
    return middleware
def unused(get_response):
    def inner(request): pass
    return inner
`,
  'shop/urls.py': `from django.urls import include, path, re_path
from django.views.decorators.cache import cache_page
from shop import views
from rest_framework.routers import DefaultRouter
router = DefaultRouter()
router.register("things", views.Things)
urlpatterns = [
    path("", views.index),
    re_path("^cached", cache_page(60)(views.cached)),
    path("list", views.Listing.as_view()),
    path("orders/", include("orders.urls")),
    path("api/", include(router.urls)),
]
`,
  'shop/views.py': `from django.views.generic import ListView
from django.contrib.auth.decorators import login_required
from rest_framework import viewsets
from rest_framework.decorators import action
def index(request): return helper()
def helper(): pass
@login_required
def cached(request): pass
class Listing(ListView):
    def get_queryset(self): pass
class Things(viewsets.ModelViewSet):
    @action(detail=True)
    def close(self, request): pass
def unused(request): pass
`,
  'orders/__init__.py': '',
  'orders/apps.py': `from django.apps import AppConfig
class OrdersConfig(AppConfig):
    def ready(self):
        from orders import signals
`,
  'orders/urls.py': `from django.urls import path
from .views import order
app_name = "orders"
urlpatterns = [path("<int:pk>", order)]
`,
  'orders/views.py': 'def order(request, pk): pass\n',
  'orders/models.py': 'from django.db import models\n',
  'orders/signals.py': `from django.dispatch import receiver
from django.db.models.signals import post_migrate, post_save
@receiver(post_save)
def saved(**kw): pass
@receiver(post_migrate)
def migrated(**kw): pass
def hooked(**kw): pass
post_save.connect(hooked)
`,
  'orders/management/__init__.py': '',
  'orders/management/commands/__init__.py': '',
  'orders/management/commands/tidy.py': `from orders.views import order
def helper(): pass
class Command:
    def handle(self): helper()
`,
};
const djangoHandlers = [
  'orders/signals.py#saved',
  'orders/signals.py#hooked',
  'orders/views.py#order',
  'shop/middleware.py#Timing.__call__',
  'shop/middleware.py#Timing.process_view',
  'shop/middleware.py#simple.middleware',
  'shop/views.py#index',
  'shop/views.py#helper',
  'shop/views.py#cached',
  'shop/views.py#Listing.get_queryset',
  'shop/views.py#Things.close',
];

describe('Django', () => {
  test('views, middleware and receivers under greenlets', async () => {
    const files = { ...django, Procfile: 'web: gunicorn -k gevent shop.wsgi\n' };
    expect(await reached(files)).toEqual(djangoHandlers);
  });

  test('nothing under a sync worker, and nothing without any', async () => {
    const other = { 'x.py': 'import gevent\n' };
    expect(await reached({ ...django, ...other, Procfile: 'web: gunicorn shop.wsgi\n' })).toEqual(
      [],
    );
    expect(await reached({ ...django, ...other })).toEqual([]);
  });

  test('its own server under patched threads', async () => {
    const manage = `from gevent import monkey; monkey.patch_all()
import os
from django.core.management import execute_from_command_line
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
execute_from_command_line()
`;
    const files = { ...django, 'manage.py': manage, Procfile: 'web: python manage.py runserver\n' };
    expect(await reached(files)).toEqual(djangoHandlers);
    expect(await reached({ ...files, Procfile: 'x: python manage.py tidy\n' })).toEqual([]);
  });
});

const tasks = {
  'proj/__init__.py': '',
  'proj/celery.py': `from celery import Celery
app = Celery("proj", include=["proj.tasks"])
`,
  'proj/tasks.py': `from celery import shared_task, Task
from proj.celery import app
@app.task(bind=True)
def first(self): helper()
@shared_task
def second(): pass
class Third(Task):
    def run(self): pass
    def on_failure(self, *a): pass
    def other(self): pass
def helper(): pass
def unused(): pass
`,
};
const taskNames = ['first', 'second', 'Third.run', 'Third.on_failure', 'helper'];

describe('Celery', () => {
  test.each(['-P gevent', '--pool=gevent', '-Pgevent'])('tasks under %s', async (pool) => {
    const files = { ...tasks, Procfile: `worker: celery -A proj worker ${pool}\n` };
    expect(await reached(files)).toEqual(taskNames.map((name) => `proj/tasks.py#${name}`));
  });

  test('tasks where the configuration chooses the pool', async () => {
    const text = `${tasks['proj/celery.py']}app.conf.worker_pool = "gevent"\n`;
    const files = { ...tasks, 'proj/celery.py': text, Procfile: 'w: celery -A proj worker\n' };
    expect(await reached(files)).toEqual(taskNames.map((name) => `proj/tasks.py#${name}`));
  });

  test.each(['', '-P prefork', '-P solo', '-P threads'])('no tasks under %j', async (pool) => {
    const files = {
      ...tasks,
      'x.py': 'import gevent\n',
      Procfile: `w: celery -A proj worker ${pool}\n`,
    };
    expect(await reached(files)).toEqual([]);
  });

  const both = (one: string, other: string) => ({
    ...tasks,
    Procfile: `io: celery -A proj worker -P gevent ${one}\ncpu: celery -A proj worker ${other}\n`,
  });

  test('tasks of workers that share one queue may run in either', async () => {
    expect(await reached(both('', ''))).toEqual(taskNames.map((name) => `proj/tasks.py#${name}`));
  });

  test('no tasks where queues decide which worker runs them', async () => {
    expect(await reached(both('-Q io', '-Q cpu'))).toEqual([]);
  });

  test('a web server that loads the tasks does not run them', async () => {
    const text = 'import proj.tasks\ndef app(environ, start): pass\n';
    expect(
      await reached({ ...tasks, Procfile: 'web: gunicorn -k gevent app:app\n', 'app.py': text }),
    ).toEqual(['app.py#app']);
  });

  test('tasks that Django finds', async () => {
    const files = {
      ...django,
      'shop/celery.py': `import os
from celery import Celery
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
app = Celery("shop")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
`,
      'orders/tasks.py': 'from celery import shared_task\n@shared_task\ndef ship(): pass\n',
      Procfile: 'worker: celery -A shop worker -P gevent\n',
    };
    expect(await reached(files)).toEqual(['orders/tasks.py#ship']);
  });
});

describe('Locust', () => {
  const text = `from locust import HttpUser, SequentialTaskSet, TaskSet, events, tag, task, between, LoadTestShape
def listed(user): pass
def weighted(user): pass
def unused(user): pass
class Browse(TaskSet):
    tasks = {weighted: 3}
    @task
    class Inner(SequentialTaskSet):
        @task
        def step(self): pass
    def on_start(self): pass
class Shopper(HttpUser):
    wait_time = between(1, 2)
    tasks = [listed, Browse]
    @tag("x")
    @task(2)
    def buy(self): self.pay()
    @task
    def sell(self): pass
    def pay(self): pass
    def on_start(self): pass
    def on_stop(self): pass
    def other(self): pass
class Polite(Shopper):
    def wait_time(self): pass
class Shape(LoadTestShape):
    def tick(self): pass
@events.request.add_listener
def requested(**kw): pass
@events.init_command_line_parser.add_listener
def options(parser): pass
`;
  test('users, tasks and listeners', async () => {
    expect((await reached({ 'locustfile.py': text })).sort()).toEqual(
      [
        'listed',
        'weighted',
        'Browse.on_start',
        'Browse.Inner.step',
        'Shopper.buy',
        'Shopper.sell',
        'Shopper.pay',
        'Shopper.on_start',
        'Shopper.on_stop',
        'Polite.wait_time',
        'Shape.tick',
        'requested',
      ]
        .map((name) => `locustfile.py#${name}`)
        .sort(),
    );
  });
});
