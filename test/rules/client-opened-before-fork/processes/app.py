from gevent import monkey
monkey.patch_all()
import multiprocessing
import os

import gevent
from pg8000.native import Connection


connection = Connection(  # expect: GVT309
    os.environ.get("PGUSER", "shop"),
    host=os.environ.get("PGHOST", "localhost"),
    port=int(os.environ.get("PGPORT", 5432)),
    password=os.environ.get("PGPASSWORD"),
    database="postgres",
)


def ask(question):
    try:
        return connection.run(f"select {question}, pg_sleep(0.02)")[0][0]  # expect: GVT418
    except Exception as error:
        return type(error).__name__


def count(answers):
    for number in range(20):
        question = os.getpid() * 1000 + number
        answer = None
        with gevent.Timeout(0.5, False):
            answer = ask(question)
        answers.put("right" if answer == question else "wrong")


if __name__ == "__main__":
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    jobs = [context.Process(target=count, args=(answers,)) for _ in range(2)]
    for job in jobs:
        job.start()
    got = {answers.get() for _ in range(40)}
    for job in jobs:
        job.join()
    print("wrong" if "wrong" in got else "only right", "answers")
