from gevent import monkey

monkey.patch_all()

import gevent


def post_worker_init(worker):
    from shop import flush

    gevent.spawn(flush)
