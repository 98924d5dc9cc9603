import grequests
import gevent
from signals import stopped


def poll():
    while not stopped.wait(0.4):  # expect: GVT210
        print(len(grequests.map([])))
        stopped.set()


if __name__ == "__main__":
    gevent.spawn(poll).join()
