from gevent import monkey

monkey.patch_all()

from multiprocessing.managers import BaseManager, SyncManager

import gevent


class Jobs(BaseManager):
    pass


Jobs.register("tasks")


def connected():
    jobs = Jobs(address=("127.0.0.1", 5000), authkey=b"secret")
    jobs.connect()  # expect: GVT221
#   ^^^^^^^^^^^^^^
    return jobs.tasks().get()


def started():
    manager = SyncManager()
    manager.start()  # expect: GVT221
    return manager.dict()


class Manager:
    def start(self):
        return self


def own():
    return Manager().start()


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(connected), gevent.spawn(started), gevent.spawn(own)])
