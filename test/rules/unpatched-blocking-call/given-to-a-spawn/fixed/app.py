import gevent
import gevent.select
import grequests

if __name__ == "__main__":
    grequests.map([])
    gevent.spawn(gevent.select.select, [], [], [], 0.4).join()  # expect: GVT210
#                ^^^^^^^^^^^^^
