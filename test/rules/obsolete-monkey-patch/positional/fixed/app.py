from gevent import monkey

monkey.patch_all(socket=True, dns=True, time=False)  # expect: GVT108
#                ^^^^


def native():
    monkey.patch_all(socket=True, dns=False)  # expect: GVT108
