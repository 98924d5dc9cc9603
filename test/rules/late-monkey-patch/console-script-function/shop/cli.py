from time import sleep


def main():
    from gevent import monkey

    monkey.patch_all()  # expect: GVT104
    import gevent

    gevent.spawn(sleep, 1).join()
