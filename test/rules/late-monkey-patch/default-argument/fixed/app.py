from gevent import monkey
monkey.patch_all()

import time


def retry(call, wait=time.sleep):  # expect: GVT101
#                    ^^^^^^^^^^
    while not call():
        wait(0.3)

import gevent


answers = [True, True, False, False]


def work():
    retry(answers.pop)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
