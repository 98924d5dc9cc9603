import gevent
from gevent import sleep, socket, subprocess
from gevent.queue import Queue

jobs = Queue()


def work():
    sleep(1)
    subprocess.run(["true"])
    socket.create_connection(("localhost", 80)).recv(1)
    jobs.get()


if __name__ == "__main__":
    gevent.spawn(work).join()
