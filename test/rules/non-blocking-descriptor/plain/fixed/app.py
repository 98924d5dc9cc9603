from gevent import monkey

monkey.patch_all()

import os
import subprocess

from gevent.os import nb_read

child = subprocess.Popen(["sh", "-c", "sleep 0.3; echo hi"], stdout=subprocess.PIPE)
print(nb_read(child.stdout.fileno(), 10))  # expect: GVT222
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
