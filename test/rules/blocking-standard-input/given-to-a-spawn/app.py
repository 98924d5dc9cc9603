from gevent import monkey

monkey.patch_all()

import os
import subprocess

import gevent

# Somebody who takes half a second to type.
answer, keyboard = os.pipe()
typist = subprocess.Popen(["sh", "-c", "sleep 0.5; echo three"], stdout=keyboard)
os.dup2(answer, 0)

print(gevent.spawn(input, "How many? ").get())  # expect: GVT203
#                  ^^^^^
typist.wait()
