"""Measuring the load for half a second, and waiting as long for a process."""

from harness import library, trap

about = {"family": "Processes and files", "packages": ["psutil"]}


@library
def patched():
    import psutil

    return lambda: psutil.cpu_percent(interval=0.5)


@library
def waiting_for_a_process():
    import subprocess

    import psutil

    child = subprocess.Popen(["sleep", "0.6"])
    process = psutil.Process(child.pid)
    return lambda: process.wait(5)


@trap
def threadpool():
    from harness import in_pool

    return in_pool(waiting_for_a_process())
