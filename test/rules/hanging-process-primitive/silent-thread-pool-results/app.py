from gevent import monkey

monkey.patch_all()

from multiprocessing.pool import ThreadPool

import gevent


def work():
    # Its workers are greenlets: what waits for them lets the loop run.
    with ThreadPool(2) as pool:
        print(pool.apply_async(str, (1,)).get(), pool.map_async(str, [1, 2]).get())
        pool.apply_async(gevent.sleep, (0.1,)).wait()


gevent.spawn(work).join()
