from gevent import monkey

monkey.patch_all(subprocess=False)  # expect: GVT106

import subprocess

import gevent


def render():
    subprocess.run(["true"])


if __name__ == "__main__":
    gevent.spawn(render).join()
