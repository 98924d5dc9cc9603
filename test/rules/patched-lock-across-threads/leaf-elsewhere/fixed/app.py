from gevent import monkey

monkey.patch_all()

import gevent
import gevent.pool

import work

pool = gevent.get_hub().threadpool
print(gevent.pool.Pool(10).map(work.pack, ["a", "b"]))  # expect: GVT709
jobs = []
for name in ("a", "b"):
    jobs.append(gevent.spawn(work.hashed, name, b"salt"))  # expect: GVT709
    jobs.append(pool.spawn(work.both, name))  # expect: GVT709
gevent.wait(jobs)
