import smtplib

import gevent
from gevent.pool import Group, Pool
from pg8000.native import Connection
from pymemcache.client.base import Client

database = Connection("shop")
memory = Client("localhost")
mail = smtplib.SMTP("localhost")
news = smtplib.SMTP("localhost")


def count(table):
    try:
        return database.run("select count(*) from " + table)  # expect: GVT418
    except gevent.GreenletExit:
        database.close()
        raise


def counts(tables):
    jobs = [gevent.spawn(count, table) for table in tables]
    gevent.joinall(jobs, timeout=2)
    gevent.killall(jobs)
    return database.run("select 1")


def look(key):
    try:
        return memory.get(key)  # expect: GVT418
    except gevent.GreenletExit:
        memory.close()
        raise


def look_up(keys):
    group = Group()
    for key in keys:
        group.spawn(look, key)
    group.join(timeout=1)
    group.kill()
    return look("rest")


def ping():
    try:
        mail.noop()  # expect: GVT418
    except gevent.GreenletExit:
        mail.close()
        raise


def watch():
    pool = Pool(2)
    while True:
        pool.spawn(ping)
        gevent.sleep(1)
        pool.kill(block=True)


def tell():
    try:
        news.noop()  # expect: GVT418
    except gevent.GreenletExit:
        news.close()
        raise


def tell_all():
    jobs = []
    jobs.append(gevent.spawn(tell))
    for job in jobs:
        job.kill()


def others():
    news.noop()


gevent.spawn(others)
gevent.spawn(watch)
