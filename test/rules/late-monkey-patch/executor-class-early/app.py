from concurrent.futures import ThreadPoolExecutor


class Pool(ThreadPoolExecutor):
    pass

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    with ThreadPoolExecutor() as pool, Pool():
        pool.submit(print).result()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
