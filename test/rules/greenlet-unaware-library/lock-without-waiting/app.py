import portalocker
from gevent import monkey
from portalocker import LockFlags

monkey.patch_all()

import gevent

QUIETLY = portalocker.LOCK_EX | portalocker.LOCK_NB


def try_to_lead(flags):
    with open("leader.lock", "w") as file:
        portalocker.lock(file, portalocker.LOCK_EX | portalocker.LOCK_NB)
    with open("leader.lock", "w") as file:
        portalocker.lock(file, flags=LockFlags.EXCLUSIVE | LockFlags.NON_BLOCKING)
    with open("leader.lock", "w") as file:
        portalocker.lock(file, QUIETLY)
    with open("leader.lock", "w") as file:
        portalocker.lock(file, flags)


def wait_to_lead():
    with open("leader.lock", "w") as file:
        portalocker.lock(file, portalocker.LOCK_EX)  # expect: GVT301


gevent.joinall([gevent.spawn(try_to_lead, QUIETLY), gevent.spawn(wait_to_lead)])
