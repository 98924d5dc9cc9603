from gevent import monkey

monkey.patch_socket()

import gevent
from gevent import sleep, subprocess
from gevent.event import Event

done = Event()


def work():
    sleep(1)
    subprocess.run(["true"])
    done.wait()


if __name__ == "__main__":
    gevent.spawn(work).join()
