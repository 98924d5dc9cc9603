from gevent import monkey
monkey.patch_all()
from psycogreen.gevent import patch_psycopg
patch_psycopg()
import gevent

import db

if __name__ == "__main__":
    gevent.joinall([gevent.spawn(db.ask, key) for key in range(10)])
