import select

import gevent
import grequests

if __name__ == "__main__":
    grequests.map([])
    gevent.spawn(select.select, [], [], [], 0.4).join()  # expect: GVT210
#                ^^^^^^^^^^^^^
