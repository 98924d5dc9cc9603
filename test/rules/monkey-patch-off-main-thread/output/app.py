import sys
import threading

sys.stderr = sys.stdout


def boot():
    from gevent import monkey

    monkey.patch_all()  # expect: GVT105
#   ^^^^^^^^^^^^^^^^^^


thread = threading.Thread(target=boot)
thread.start()
thread.join()
print("ready")
