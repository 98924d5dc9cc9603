from concurrent.futures import ThreadPoolExecutor as Executor

import gevent.monkey as gm


def prepare():
    gm.patch_socket()  # expect: GVT105
    gm.patch_time()  # expect: GVT105


def boot():
    prepare()


with Executor(1) as executor:
    executor.submit(boot).result()
