from gevent import monkey

monkey.patch_all()

import limits  # noqa: E402

worker_class = "gevent"
preload_app = True
worker_connections = limits.CONNECTIONS
