"""How gunicorn serves the shop in its container."""

from shop import mail

bind = "0.0.0.0:8000"
worker_class = "gevent"
workers = 2
proc_name = f"shop ({mail.__name__})"
