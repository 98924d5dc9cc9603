from gevent import monkey

monkey.patch_time()
import select
import time

import gevent


def poll():
    select.select([], [], [], 1)
    time.sleep(1)


gevent.spawn(poll).join()
