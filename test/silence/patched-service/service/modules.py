"""Other modules of the standard library, in the spellings that the other pages do not use."""

import asyncio
import concurrent.futures as futures
import ftplib
import hashlib
import imaplib
import json
import logging
import multiprocessing
import os
import poplib
import pty
import re
import sched
import select as selecting
import selectors
import smtplib
import sqlite3
import ssl
import subprocess as sp
import sys
import telnetlib
import threading as th
import time as t
import xmlrpc.client
import zlib
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures import wait as wait_for
from multiprocessing.dummy import Pool as Threads
from multiprocessing.pool import ThreadPool
from os import popen, spawnlp, waitpid
from queue import Queue as Line
from queue import SimpleQueue
from socket import create_connection, getaddrinfo, gethostbyname
from subprocess import DEVNULL, PIPE, Popen, check_call, check_output, getoutput
from threading import Condition, Event, Lock, RLock, Semaphore
from time import sleep as pause

HOST = "localhost"
LOG = logging.getLogger(__name__)
LOCK, NESTED, PLACES, CHANGED, DONE = Lock(), RLock(), Semaphore(2), Condition(), Event()
FORKING = multiprocessing.get_context("fork")
NUMBER = re.compile(r"^(?:[0-9]+,)*[0-9]+$")


def page():
    return [
        by_time(),
        by_network(),
        by_children(),
        by_threads(),
        by_processes(),
        by_selectors(),
        by_work(),
    ]


def by_time():
    pause(0.1)
    t.sleep(0)
    from time import sleep

    sleep(0.1)
    timetable = sched.scheduler(t.monotonic, t.sleep)
    timetable.enter(0.1, 1, print)
    timetable.run()
    getattr(t, "sleep")(0.1)
    while not LOCK.acquire(False):
        pass
    LOCK.release()


def by_network():
    getaddrinfo(HOST, 80)
    gethostbyname(HOST)
    connection = create_connection((HOST, 80), timeout=5)
    secure = ssl.create_default_context().wrap_socket(connection, server_hostname=HOST)
    secure.sendall(b"x")
    secure.recv(10)
    with secure.makefile("rb") as lines:
        for line in lines:
            print(line)
    ssl.get_server_certificate((HOST, 443))
    with smtplib.SMTP_SSL(HOST) as mail:
        mail.login("me", "secret")
        mail.sendmail("a", "b", "c")
    imaplib.IMAP4_SSL(HOST).search(None, "ALL")
    poplib.POP3_SSL(HOST).retr(1)
    ftplib.FTP_TLS(HOST).retrbinary("RETR a", print)
    telnetlib.Telnet(HOST).read_until(b">")
    return xmlrpc.client.ServerProxy("http://localhost").add(1, 2)


def by_children():
    with Popen(["true"], stdin=PIPE, stdout=PIPE, stderr=DEVNULL) as child:
        child.stdin.write(b"x")
        child.stdout.readline()
        for line in child.stdout:
            print(line)
        child.wait(timeout=5)
    check_call(["true"])
    check_output("true", shell=True, timeout=5)
    getoutput("true")
    sp.run(["true"], input=b"x", capture_output=True, check=True)
    popen("true").read()
    waitpid(spawnlp(os.P_NOWAIT, "true", "true"), 0)
    os.spawnv(os.P_WAIT, "/bin/true", ["true"])
    waitpid(-1, os.WNOHANG)
    pty.spawn(["true"])


def by_threads():
    th.Thread(target=pause, args=(0.1,)).start()
    timer = th.Timer(0.1, print)
    timer.start()
    timer.join()
    with LOCK, NESTED, PLACES:
        pause(0.1)
    with CHANGED:
        CHANGED.wait_for(lambda: True, timeout=1)
    DONE.wait(1)
    th.Barrier(1).wait()
    line, simple = Line(1), SimpleQueue()
    line.put(1)
    line.get()
    simple.put(1)
    simple.get(timeout=1)
    with futures.ThreadPoolExecutor(4) as executor:
        waiting = [executor.submit(pause, 0.1) for _ in range(4)]
        wait_for(waiting)
        for done in as_completed(waiting):
            done.result()
        list(executor.map(pause, [0.1]))
    with ThreadPool(2) as pool:
        pool.map(pause, [0.1])
    return Threads(2).map(gethostbyname, [HOST])


def by_processes():
    child = FORKING.Process(target=print)
    child.start()
    child.join()
    ours, theirs = FORKING.Pipe()
    if ours.poll(1):
        ours.recv()
    theirs.close()
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
        return list(executor.map(abs, [-1, -2]))


def by_selectors():
    ready, _, _ = selecting.select([sys.stdin], [], [], 1)
    poll = selecting.poll()
    poll.register(0)
    poll.poll(100)
    with selectors.DefaultSelector() as selector:
        selector.register(0, selectors.EVENT_READ)
        selector.select(1)
    asyncio.run(asyncio.sleep(0.1))
    return ready


def by_work():
    LOG.warning("working")
    database = sqlite3.connect(":memory:")
    database.execute("create table numbers (number)")
    database.executemany("insert into numbers values (?)", [(1,), (2,)])
    database.commit()
    text = json.dumps({"numbers": [1, 2, 3]})
    packed = zlib.compress(text.encode())
    with open("/etc/service.json") as file:
        settings = json.load(file)
    rows = sorted(json.loads(zlib.decompress(packed))["numbers"])
    digest = hashlib.pbkdf2_hmac("sha256", b"a", b"b", 1000)
    return settings, rows, digest, NUMBER.match("1,2,3"), os.path.exists("/etc"), print("done")
