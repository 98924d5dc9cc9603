from gevent import monkey
monkey.patch_all()
import gevent
import MySQLdb
import pycurl
from mine import watchfiles


def at_start_up():
    MySQLdb.connect("shop").cursor().execute("select 1")
    pycurl.Curl().perform()


def mine(path):
    watchfiles.watch(path)


def in_the_pool():
    curl = pycurl.Curl()
    gevent.get_hub().threadpool.apply(curl.perform)


if __name__ == "__main__":
    at_start_up()
    gevent.joinall([gevent.spawn(mine, "."), gevent.spawn(in_the_pool)])
