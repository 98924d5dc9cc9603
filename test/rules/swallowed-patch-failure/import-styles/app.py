try:
    from gevent.monkey import patch_all as patch

    patch()
except BaseException as error:  # expect: GVT115
    """gevent is only nice to have."""


def start():
    import gevent.monkey as gm

    try:
        gm.patch_socket()
        gm.patch_time()
    except Exception:  # expect: GVT115
        return
