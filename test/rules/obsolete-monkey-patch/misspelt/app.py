from gevent import monkey

monkey.patch_all(sockets=False)  # expect: GVT108
#                ^^^^^^^^^^^^^


def native():
    monkey.patch_all(threads=False, subproces=False)  # expect: GVT108, GVT108
