import time

import gevent


def poll():
    time.sleep(1)


gevent.spawn(poll).join()
