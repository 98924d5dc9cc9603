import time

import gevent


def poll():
    time.sleep(0.5)


def main():
    from gevent import monkey

    monkey.patch_all()
    gevent.spawn(poll).join()


if __name__ == "__main__":
    main()
