from gevent import monkey

monkey.patch_all()

import os
import subprocess

child = subprocess.Popen(["sh", "-c", "sleep 0.3; echo hi"], stdout=subprocess.PIPE)
print(os.read(child.stdout.fileno(), 10))  # expect: GVT222
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
