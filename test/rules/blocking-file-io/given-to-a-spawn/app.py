import os
import shutil
from pathlib import Path

import gevent
from gevent.pool import Pool

pool = Pool(2)
gevent.spawn(shutil.copytree, "a", "b", symlinks=True)  # expect: GVT206
#            ^^^^^^^^^^^^^^^
pages = pool.map(Path.read_text, [Path("a"), Path("b")])  # expect: GVT206
pool.spawn(Path("page.html").read_bytes)  # expect: GVT206
pool.imap(open, ["a", "b"])  # expect: GVT206
pool.map(os.path.exists, ["a", "b"])
gevent.spawn(os.walk, "a")
