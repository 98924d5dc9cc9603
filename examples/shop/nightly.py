"""The nightly report: python nightly.py"""

from gevent import monkey

monkey.patch_all
monkey.patch_sys()

import gevent

from shop import database, mail


def remind(customer):
    mail.send(customer, "we miss you")  # greenlint: ignore[blocking-sqlit] the night is quiet


def main():
    print("revenue:", database.revenue())  # greenlint: ignore[spawn-of-call]
    gevent.joinall([gevent.spawn(remind, customer) for customer in ("ann", "bob")])


if __name__ == "__main__":
    main()
