from gevent import monkey

monkey.patch_all()

import _thread
import queue
import threading

import gevent

results = queue.Queue()
done = threading.Event()
native = _thread.RLock()


def work(number):
    results.put(number)
    with native:
        print(number)
    done.set()


def ask(number):
    return gevent.get_hub().threadpool.apply(work, (number,))


gevent.joinall([gevent.spawn(ask, number) for number in range(40)])
