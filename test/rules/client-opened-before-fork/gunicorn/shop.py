import os
import time

import gevent
from pg8000.native import Connection

address = {"host": os.environ.get("PGHOST"), "port": int(os.environ.get("PGPORT", 5432))}
user, password = os.environ.get("PGUSER", "shop"), os.environ.get("PGPASSWORD")
connection = Connection(user, password=password, database="postgres", **address)  # expect: GVT309
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^


def ask(question):
    try:
        return connection.run(f"select {question}, pg_sleep(0.02)")[0][0]  # expect: GVT418
    except Exception as error:
        return type(error).__name__


def count_often():
    for number in range(25):
        answer = None
        question = os.getpid() * 1000 + number
        with gevent.Timeout(0.5, False):
            answer = ask(question)
        verdict = "right" if answer == question else "wrong"
        with open("answers.txt", "a") as answers:
            answers.write(f"{os.getpid()} {verdict}\n")


def app(environ, start_response):
    for _ in range(40):
        with open("answers.txt", "a+") as answers:
            answers.seek(0)
            lines = answers.read().splitlines()
        if len(lines) >= 50:
            break
        time.sleep(0.1)
    ask(1)
    wrong = any(line.endswith("wrong") for line in lines)
    start_response("200 OK", [])
    workers = len({line.split()[0] for line in lines})
    return [f"{workers} workers, {'wrong' if wrong else 'only right'} answers".encode()]
