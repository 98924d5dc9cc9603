import gevent.monkey
gevent.monkey.patch_all()  # expect: GVT104

from time import sleep

import gevent

if __name__ == "__main__":
    pass


def work():
    sleep(0.5)


gevent.spawn(work).join()
