from gevent import monkey
monkey.patch_all()  # expect: GVT105

import sys
import threading

sys.stderr = sys.stdout


def boot():
    pass
#   ^^^^^^^^^^^^^^^^^^


thread = threading.Thread(target=boot)
thread.start()
thread.join()
print("ready")
