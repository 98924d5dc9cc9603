from gevent import monkey
monkey.patch_all()
import grpc
import invoke
import trio
from psycogreen.gevent import patch_psycopg
patch_psycopg()
import psycopg2
import zmq.green as zmq


async def main():
    channel = grpc.aio.insecure_channel("localhost:1")  # expect: GVT304
    await trio.sleep(1)
    return channel


def copy(file):
    cursor = psycopg2.connect("").cursor()
    cursor.copy_from(file, "orders")  # expect: GVT304


def bridge(one, other):
    zmq.proxy(one, other)  # expect: GVT304


invoke.run("make")  # expect: GVT304
trio.run(main)  # expect: GVT304
