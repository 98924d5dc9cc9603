from time import sleep


def work():
    sleep(0.5)


if __name__ == "__main__":
    try:
        from gevent import monkey

        monkey.patch_all()
    except ImportError:
        pass
    work()
