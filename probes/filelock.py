"""A file lock that another process holds for half a second more."""

from harness import library

about = {"family": "Processes and files", "packages": ["filelock"]}


@library
def patched():
    import subprocess
    import sys
    import tempfile

    import filelock

    path = tempfile.mkstemp()[1]
    hold = (
        "import filelock, sys, time; lock = filelock.FileLock(sys.argv[1]); lock.acquire();"
        "print(flush=True); time.sleep(0.7)"
    )
    holder = subprocess.Popen([sys.executable, "-c", hold, path], stdout=subprocess.PIPE)
    holder.stdout.readline()
    return filelock.FileLock(path).acquire
