import os
import shutil
from pathlib import Path

import gevent
from gevent.pool import Pool

pool = Pool(2)
gevent.spawn(gevent.get_hub().threadpool.apply, shutil.copytree, ("a", "b"), {"symlinks": True})  # expect: GVT206
#            ^^^^^^^^^^^^^^^
pages = pool.map(lambda item: gevent.get_hub().threadpool.apply(Path.read_text, (item,)), [Path("a"), Path("b")])  # expect: GVT206
pool.spawn(gevent.get_hub().threadpool.apply, Path("page.html").read_bytes)  # expect: GVT206
pool.imap(lambda item: gevent.get_hub().threadpool.apply(open, (item,)), ["a", "b"])  # expect: GVT206
pool.map(os.path.exists, ["a", "b"])
gevent.spawn(os.walk, "a")
