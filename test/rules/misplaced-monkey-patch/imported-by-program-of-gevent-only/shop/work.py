import gevent


def wait():
    gevent.sleep(0.5)


if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()
    wait()
