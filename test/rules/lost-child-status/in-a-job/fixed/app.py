from gevent import monkey; monkey.patch_all()
import subprocess
from os import system as shell
import gevent
from gevent import get_hub
from gevent.threadpool import ThreadPoolExecutor


def convert(name):
    if shell(f"convert {name}") != 0:
        raise OSError(name)


executor = ThreadPoolExecutor(4)
executor.submit(convert, "a.png")  # expect: GVT219
job = gevent.spawn(subprocess.call, "exit 3", shell=True)  # expect: GVT219
print(job.get())
