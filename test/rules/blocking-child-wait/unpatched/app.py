"""Nothing patches os here: waitpid would block as well, so no fix is offered."""
import os

import gevent


def convert():
    pid = os.spawnlp(os.P_NOWAIT, "true", "true")
    os.wait()  # expect: GVT202
    return pid


gevent.spawn(convert).join()
