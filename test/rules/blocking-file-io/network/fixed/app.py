from gevent import monkey

monkey.patch_all()

import os
from pathlib import Path

import gevent

ARCHIVE = Path("/mnt/nfs") / "archive"
SHARE = "/shares/printer"

START = open("/mnt/nfs/start.txt").read()


def work(name):
    if gevent.get_hub().threadpool.apply(os.path.exists, ("/mnt/nfs/ready",)):  # expect: GVT206
    #  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        gevent.get_hub().threadpool.apply(os.remove, (os.path.join("/mnt/nfs", name),))  # expect: GVT206
    with gevent.get_hub().threadpool.apply(open, (SHARE + "/queue", "w")) as queue:  # expect: GVT206
        gevent.get_hub().threadpool.apply(queue.write, (name,))
    gevent.get_hub().threadpool.apply((ARCHIVE / name).write_text, ("done",))  # expect: GVT206
    gevent.get_hub().threadpool.apply(os.rename, ("here.txt", "/shares/there.txt"))  # expect: GVT206
    gevent.get_hub().threadpool.apply(Path("/mnt/nfs/new").mkdir)  # expect: GVT206
    os.path.exists("/mnt/disk/ready")
    os.stat("/mnt/nfs2/ready")
    open("/srv/local.txt").close()
    gevent.get_hub().threadpool.apply(os.stat, ("/mnt/nfs/a",))


gevent.spawn(work, "job").join()
