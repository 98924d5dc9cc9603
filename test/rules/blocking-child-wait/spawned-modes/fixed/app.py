"""The id is certain in the first function only; all of them wait."""
from gevent import monkey

monkey.patch_all()

import os
import subprocess

import gevent


def certain(command):
	child = os.spawnv(os.P_NOWAIT, command, [command])
	try:
		os.waitpid(child, 0)  # expect: GVT202
	finally:
		print("🐍", os.waitpid(child, 0))  # expect: GVT202


def waits_for_it_already(command):
    code = os.spawnv(os.P_WAIT, command, [command])
    os.wait()  # expect: GVT202
    return code


def two(command):
    pid = os.fork()
    other = os.fork()
    os.wait()  # expect: GVT202
    return pid, other


def in_a_loop(commands):
    for command in commands:
        pid = os.spawnv(os.P_NOWAIT, command, [command])
    os.wait()  # expect: GVT202
    return pid


def bound_again(command):
    pid = os.spawnv(os.P_NOWAIT, command, [command])
    pid = str(pid)
    os.wait()  # expect: GVT202
    return pid


def popen(command):
    subprocess.Popen([command])
    os.wait()  # expect: GVT202


def maybe(command, really):
    if really:
        pid = os.fork()
    os.wait()  # expect: GVT202


for job in (certain, waits_for_it_already, two, in_a_loop, bound_again, popen, maybe):
    gevent.spawn(certain, "/bin/true")
    gevent.spawn(waits_for_it_already, "/bin/true")
    gevent.spawn(two, "/bin/true")
    gevent.spawn(in_a_loop, ["/bin/true"])
    gevent.spawn(bound_again, "/bin/true")
    gevent.spawn(popen, "/bin/true")
    gevent.spawn(maybe, "/bin/true", True)
