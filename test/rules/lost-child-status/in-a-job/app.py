from gevent import monkey; monkey.patch_all()
from os import system as shell
from gevent import get_hub
from gevent.threadpool import ThreadPoolExecutor


def convert(name):
    if shell(f"convert {name}") != 0:
        raise OSError(name)


executor = ThreadPoolExecutor(4)
executor.submit(convert, "a.png")  # expect: GVT219
job = get_hub().threadpool.spawn(shell, "exit 3")  # expect: GVT219
print(job.get())
