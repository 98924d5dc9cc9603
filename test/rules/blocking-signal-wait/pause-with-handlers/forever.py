import signal

import gevent


def serve():
    gevent.spawn(print, "working")
    # Whether anything ends this is not known here: the handlers above belong to another program.
    signal.pause()  # expect: GVT208


serve()
