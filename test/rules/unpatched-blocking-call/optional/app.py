import select

try:
    import gevent
    import grequests
except ImportError:
    gevent = grequests = None


def work():
    select.select([], [], [], 1)


if __name__ == "__main__":
    if gevent is None:
        work()
    else:
        print(grequests.map([]))
        gevent.spawn(work).join()
