import subprocess
import time


def tick():
    time.sleep(1)
    return subprocess.check_output(["date"])
