from gevent import monkey
monkey.patch_all()
from psycogreen.gevent import patch_psycopg
patch_psycopg()
import gevent

import store


def ask():
    store.slowly()


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(ask)])
