from gevent import monkey

monkey.patch_all()

import os
import subprocess

import gevent


class AtStart:
    code = os.system("true")


def make(path):
    class Converted:
        code = subprocess.call(f"convert {path}", shell=True)  # expect: GVT201
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        class Inner:
            code = subprocess.call("true", shell=True)  # expect: GVT201

            def never_called(self):
                os.system("true")

    return Converted


gevent.spawn(make, "a.png").join()
