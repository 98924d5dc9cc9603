import gevent
import trio


def unpatched():
    trio.run(print)


gevent.spawn(unpatched).join()
