from gevent import monkey

monkey.patch_all()

import os
import subprocess

data = b"x" * 3_000_000
child = subprocess.Popen("sleep 0.2; wc -c", shell=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def feed(lines):
    os.write(child.stdin.fileno(), data)  # expect: GVT222
    for line in lines:
        os.write(child.stdin.fileno(), line)  # expect: GVT222


feed([])
child.stdin.close()
print("counted", child.stdout.read().decode().strip())
child.wait()
