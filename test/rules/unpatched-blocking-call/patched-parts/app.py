import os
import queue
import sched
import socket
import subprocess
import time

import gevent
import grequests

jobs = queue.Queue()
done = queue.SimpleQueue()


def work():
    time.sleep(0.1)
    sched.scheduler().run()
    subprocess.run(["true"], check=True)
    os.waitpid(os.spawnlp(os.P_NOWAIT, "true", "true"), 0)
    socket.getaddrinfo("localhost", 80)
    socket.create_connection(("localhost", 80))
    jobs.get()
    done.get()


if __name__ == "__main__":
    grequests.map([grequests.get("http://localhost/")])
    gevent.spawn(work).join()
