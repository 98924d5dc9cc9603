"""The nightly report: python nightly.py"""

from gevent import monkey

monkey.patch_all(aggressive=True)

import gevent

from shop import database, mail


def remind(customer):
    mail.send(customer, "we miss you")


def main():
    print("revenue:", database.revenue())
    gevent.joinall([gevent.spawn(remind, customer) for customer in ("ann", "bob")])


if __name__ == "__main__":
    main()
