from gevent import monkey

monkey.patch_all(socket=False)  # expect: GVT108
#                ^^^^^^^^^^^^^


def native():
    monkey.patch_all(thread=False, subprocess=False)  # expect: GVT108, GVT108
