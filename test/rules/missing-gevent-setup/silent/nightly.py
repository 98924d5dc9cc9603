"""No greenlet asks the database here."""

import gevent
import psycopg2


def clean():
    psycopg2.connect("").cursor().execute("vacuum")


def pause():
    gevent.sleep(1)


if __name__ == "__main__":
    clean()
    gevent.spawn(pause).join()
