import gevent


def offload(work, *args):
    return gevent.get_hub().threadpool.apply(work, args)
