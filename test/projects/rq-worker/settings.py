from gevent import monkey

monkey.patch_all()

import queues

REDIS_URL = "redis://127.0.0.1:1"
QUEUES = queues.names
