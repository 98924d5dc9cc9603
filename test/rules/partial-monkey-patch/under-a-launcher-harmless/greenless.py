import time

import gevent


def poll():
    gevent.sleep(1)


time.sleep(1)
gevent.spawn(poll).join()
