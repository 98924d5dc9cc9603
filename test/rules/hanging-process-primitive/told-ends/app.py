from gevent import monkey

monkey.patch_all()

import multiprocessing

import gevent

DUPLEX = bool(input)


def receive(options, connection: multiprocessing.connection.Connection):
    ours, theirs = multiprocessing.Pipe(*options)
    theirs.send(1)
    ours.recv()
    first, second = multiprocessing.Pipe(DUPLEX)
    second.send(1)
    first.recv()
    connection.recv()


def told():
    ours, theirs = multiprocessing.Pipe(True)
    theirs.send(1)
    print(ours.recv())  # expect: GVT221


gevent.spawn(receive, (), None)
gevent.spawn(told).join()
