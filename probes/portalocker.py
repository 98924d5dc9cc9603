"""A file lock that another process holds for half a second more."""

from harness import cure, library

about = {"family": "Processes and files", "packages": ["portalocker"]}


def held_file():
    import subprocess
    import tempfile

    import gevent

    path = tempfile.mkstemp()[1]
    # It says when it has the lock.
    holder = subprocess.Popen(
        ["flock", path, "sh", "-c", "echo held; sleep 0.7"], stdout=subprocess.PIPE
    )
    holder.stdout.readline()
    gevent.sleep(0.05)
    return path


@library
def patched():
    import portalocker

    file = open(held_file())
    return lambda: portalocker.lock(file, portalocker.LOCK_EX)


@cure
def lock_with_a_timeout():
    import portalocker

    path = held_file()
    lock = portalocker.Lock(path, timeout=5)
    return lock.acquire
