from gevent import monkey

monkey.patch_all()

import multiprocessing

import gevent


class Collector:
    def __init__(self):
        self.results_of_all_the_workers_together = multiprocessing.Queue()

    def collect(self, options):
        self.results_of_all_the_workers_together.get(*options)
        return gevent.get_hub().threadpool.apply(self.results_of_all_the_workers_together.get)  # expect: GVT209


gevent.spawn(Collector().collect, ()).join()
