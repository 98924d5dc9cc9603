import time

import gevent


def poll():
    time.sleep(0.5)


def main():
    gevent.spawn(poll).join()


if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()  # expect: GVT104
    main()
