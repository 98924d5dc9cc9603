import subprocess


def convert(name):
    return tool(["echo", name])


def tool(words):
    return subprocess.Popen(words).wait()


def perhaps(name, wanted):
    if wanted:
        tool(["echo", name])
