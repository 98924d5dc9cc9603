import os
import sys
from time import sleep

if __name__ == "__main__":
    if "gevent" in sys.argv:
        from gevent import monkey

        monkey.patch_all()
    if os.environ.get("GREEN") == "1":
        from gevent import monkey

        monkey.patch_all()


def work():
    sleep(0.5)


def main(green):
    if green:
        from gevent import monkey

        monkey.patch_all()
    work()


main(len(sys.argv) > 1)
