import time

import gevent as g
from gevent import Greenlet, pool, spawn, spawn_later
from gevent.pool import Group as Greenlets


def fetch(url, timeout=None):
    time.sleep(1)
    if timeout is None:
        return None
    return f"{url} {timeout}"


def main():
    workers = pool.Pool(size=10)
    group = Greenlets()
    g.spawn(fetch, "a")  # expect: GVT501
    spawn(fetch, "🐍", timeout=3)  # expect: GVT501
    #     ^^^^^^^^^^^^^^^^^^^^^^
    spawn_later(1, fetch, "a")  # expect: GVT501
    Greenlet(fetch, "a").start()  # expect: GVT501
    Greenlet.spawn(fetch, "a")  # expect: GVT501
    workers.spawn(fetch, "a")  # expect: GVT501
    group.apply_async(fetch("a"))  # expect: GVT501
    group.spawn(
        fetch,  # expect: GVT501
            "a",
            timeout=2,  # seconds
    )
    spawn(time.sleep, 1)  # expect: GVT501
    return [workers.spawn(print, n) for n in range(3)]  # expect: GVT501


class Mailer:
    def run(self):
        self.sent = []
        spawn(self.send)  # expect: GVT501
        g.spawn(Mailer.describe)  # expect: GVT501

    def send(self):
        time.sleep(1)
        self.sent.append(1)

    @staticmethod
    def describe():
        return {"kind": "mailer"}


main()
Mailer().run()
