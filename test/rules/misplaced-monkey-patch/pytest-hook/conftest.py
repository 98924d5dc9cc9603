from time import sleep


def pytest_configure(config):
    from gevent import monkey

    monkey.patch_all()


def wait():
    sleep(1)
