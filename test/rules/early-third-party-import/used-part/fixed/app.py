from gevent import monkey
monkey.patch_all()

from rich.progress import track  # expect: GVT102

import gevent


def work(jobs):
    for job in track(jobs):
        gevent.sleep(job)


gevent.spawn(work, [1, 2]).join()
