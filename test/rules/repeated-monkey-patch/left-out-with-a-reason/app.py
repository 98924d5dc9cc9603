from gevent.monkey import patch_all

patch_all(
    thread=False,  # native threads for the camera
    signal=False,
)
patch_all()  # expect: GVT107
