from gevent import monkey

monkey.patch_all()

from stats.config import settings
