from gevent import monkey, spawn

monkey.patch_all()

import os

spawn(print, "first").join()
r, w = os.pipe()
os.write(w, b"one\ntwo\n")
os.close(w)  # expect: GVT215
with open(r) as file:
    print(file.readlines())
