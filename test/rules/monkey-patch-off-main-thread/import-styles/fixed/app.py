import gevent.monkey as gm
gm.patch_socket()  # expect: GVT105
gm.patch_time()  # expect: GVT105

from concurrent.futures import ThreadPoolExecutor as Executor


def prepare():
    pass


def boot():
    prepare()


with Executor(1) as executor:
    executor.submit(boot).result()
