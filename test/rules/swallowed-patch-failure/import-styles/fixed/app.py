try:
    from gevent.monkey import patch_all as patch

    patch()
except ImportError as error:  # expect: GVT115
    """gevent is only nice to have."""


def start():
    import gevent.monkey as gm

    try:
        gm.patch_socket()
        gm.patch_time()
    except ImportError:  # expect: GVT115
        return
