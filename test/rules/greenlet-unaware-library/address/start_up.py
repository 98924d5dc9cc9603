from gevent import monkey
monkey.patch_all()
import gevent
import sqlalchemy

engine = sqlalchemy.create_engine("mysql://localhost/shop")
engine.connect()


def pause():
    gevent.sleep(1)


gevent.spawn(pause).join()
