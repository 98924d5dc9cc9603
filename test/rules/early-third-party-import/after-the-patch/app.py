from gevent import monkey
monkey.patch_all()
import requests
import psycopg
import gevent

gevent.spawn(requests.get, "https://example.org").join()
gevent.spawn(psycopg.connect, "dbname=shop").join()
