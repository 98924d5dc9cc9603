from gevent import monkey

monkey.patch_all()

import os

import gevent


class AtStart:
    code = os.system("true")


def make(path):
    class Converted:
        code = os.system(f"convert {path}")  # expect: GVT201
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^

        class Inner:
            code = os.system("true")  # expect: GVT201

            def never_called(self):
                os.system("true")

    return Converted


gevent.spawn(make, "a.png").join()
