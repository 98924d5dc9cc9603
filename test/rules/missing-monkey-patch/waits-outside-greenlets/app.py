import subprocess
import time

import gevent


def work():
    gevent.sleep(1)


def main():
    time.sleep(1)
    subprocess.run(["true"])
    gevent.get_hub().threadpool.apply(time.sleep, (1,))
    gevent.spawn(work).join()


if __name__ == "__main__":
    main()
