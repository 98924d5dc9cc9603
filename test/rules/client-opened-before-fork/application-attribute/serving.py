from gevent import monkey

monkey.patch_all()


def post_worker_init(worker):
    import gevent

    import shop

    gevent.spawn(shop.count_often)
