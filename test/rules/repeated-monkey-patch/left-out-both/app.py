from gevent.monkey import patch_all

patch_all(
    thread=False,
    signal=False,
)
patch_all()  # expect: GVT107
