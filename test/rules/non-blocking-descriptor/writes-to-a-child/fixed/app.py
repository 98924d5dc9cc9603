from gevent import monkey

monkey.patch_all()

import subprocess

data = b"x" * 3_000_000
child = subprocess.Popen("sleep 0.2; wc -c", shell=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def feed(lines):
    child.stdin.write(data)  # expect: GVT222
    child.stdin.flush()
    for line in lines:
        child.stdin.write(line)  # expect: GVT222
        child.stdin.flush()


feed([])
child.stdin.close()
print("counted", child.stdout.read().decode().strip())
child.wait()
