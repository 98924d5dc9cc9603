INSTALLED_APPS = ["shop"]
CELERY_WORKER_POOL = "gevent"  # expect: GVT602
