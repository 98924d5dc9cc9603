import subprocess

import gevent

# Nobody patches: this is the plain subprocess, which needs no watcher.
print(gevent.get_hub().threadpool.apply(subprocess.run, (["true"],)))
