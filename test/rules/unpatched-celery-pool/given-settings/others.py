from celery import Celery

old = Celery("old")
old.conf.update(dict(CELERYD_POOL="gevent"))  # expect: GVT602
item = Celery("item")
item.conf["worker_pool"] = "gevent"  # expect: GVT602
whole = Celery("whole")
whole.config_from_object({"worker_pool": "gevent"})  # expect: GVT602
defaults = Celery("defaults")
defaults.add_defaults({"worker_pool": "gevent"})  # expect: GVT602
