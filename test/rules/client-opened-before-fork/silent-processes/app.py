from gevent import monkey
monkey.patch_all()
import multiprocessing

import gevent
import psycopg

connection = psycopg.connect("")
spawned = psycopg.connect("")


def compute(number):
    return number * number


def ask(number):
    connection.execute("select %s", (number,))


def read(number):
    spawned.execute("select %s", (number,))


def main():
    jobs = [multiprocessing.Process(target=compute, args=(number,)) for number in range(4)]
    for job in jobs:
        job.start()
    once = multiprocessing.Process(target=ask, args=(1,))
    once.start()
    once.join()
    context = multiprocessing.get_context("spawn")
    for number in range(4):
        context.Process(target=read, args=(number,)).start()
    gevent.spawn(ask, 2).join()
    read(3)


if __name__ == "__main__":
    main()
