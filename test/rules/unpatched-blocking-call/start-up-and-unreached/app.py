import select
import threading

import gevent
import grequests

select.select([], [], [], 0.1)


class select2:
    @staticmethod
    def select(*lists):
        return lists


def idle():
    threading.Event().wait(1)


def work(select=select2):
    select.select([], [], [], 1)


if __name__ == "__main__":
    grequests.map([])
    gevent.spawn(work).join()
