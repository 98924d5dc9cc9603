import gevent
from gevent.pool import Pool


class Application:
    def __init__(self):
        self.background_pool = Pool(2)
        self.pools = [Pool(2)]


def work(seconds=0):
    gevent.sleep(seconds)


application = Application()
application.background_pool.spawn(work, 1)  # expect: GVT501
application.background_pool.apply_async(work(1))  # expect: GVT501
application.background_pool.map(work(1), [1])  # expect: GVT501
gevent.spawn_later(5, work, 1)  # expect: GVT501
gevent.Greenlet.spawn(work, 1)  # expect: GVT501
gevent.Greenlet.spawn_later(5, work)  # expect: GVT501
