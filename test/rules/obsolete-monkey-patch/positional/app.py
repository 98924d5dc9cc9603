from gevent import monkey

monkey.patch_all(True, True, False)  # expect: GVT108
#                ^^^^


def native():
    monkey.patch_all(True, dns=False)  # expect: GVT108
