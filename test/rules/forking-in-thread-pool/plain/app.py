from gevent import monkey

monkey.patch_all()

import subprocess

import gevent


def listing(folder):
    pool = gevent.get_hub().threadpool
    return pool.apply(subprocess.check_output, (["ls", folder],), {"text": True})  # expect: GVT214
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^


print(listing("/dev/shm") is not None)
