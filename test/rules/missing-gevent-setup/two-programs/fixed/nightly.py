from gevent import monkey
monkey.patch_all()
from psycogreen.gevent import patch_psycopg
patch_psycopg()
import db

if __name__ == "__main__":
    db.ask_all(range(10))
