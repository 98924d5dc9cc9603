"""Make the tables before the shop opens: python warm.py"""

from gevent import monkey
monkey.patch_all(aggressive=True)

import threading

from shop import database


def prepare():
    pass


def main():
    threading.Thread(target=prepare).start()
    database.prepare()


if __name__ == "__main__":
    main()
