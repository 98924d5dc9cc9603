from gevent import monkey


def patch():
    monkey.patch_all()  # expect: GVT105
