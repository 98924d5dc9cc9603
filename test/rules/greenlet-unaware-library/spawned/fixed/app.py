from functools import partial

from gevent import monkey
monkey.patch_all()
import gevent
import pycurl
import pygit2
from gevent.pool import Pool

curl = pycurl.Curl()
pool = Pool(5)

gevent.spawn(gevent.get_hub().threadpool.apply, curl.perform).join()  # expect: GVT301
#            ^^^^^^^^^^^^
gevent.spawn(partial(gevent.get_hub().threadpool.apply, pygit2.clone_repository, ("https://localhost/x.git", "x"))).join()  # expect: GVT301
pool.map(curl.setopt, [])
gevent.spawn(gevent.get_hub().threadpool.apply, curl.perform).join()
