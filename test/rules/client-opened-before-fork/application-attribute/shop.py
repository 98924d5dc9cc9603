import os
import time

import gevent
from flask import Flask, current_app
from pg8000.native import Connection

address = {"host": os.environ.get("PGHOST"), "port": int(os.environ.get("PGPORT", 5432))}
user, password = os.environ.get("PGUSER", "shop"), os.environ.get("PGPASSWORD")
app = Flask(__name__)
app.db = Connection(user, password=password, database="postgres", **address)  # expect: GVT309
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^


def ask(question):
    try:
        return current_app.db.run(f"select {question}, pg_sleep(0.02)")[0][0]
    except Exception as error:
        return type(error).__name__


def count_often():
    for number in range(25):
        answer = None
        question = os.getpid() * 1000 + number
        with gevent.Timeout(0.5, False):
            with app.app_context():
                answer = ask(question)
        verdict = "right" if answer == question else "wrong"
        with open("answers.txt", "a") as answers:
            answers.write(f"{os.getpid()} {verdict}\n")


@app.route("/")
def verdict():
    for _ in range(40):
        with open("answers.txt", "a+") as answers:
            answers.seek(0)
            lines = answers.read().splitlines()
        if len(lines) >= 50:
            break
        time.sleep(0.1)
    ask(1)
    wrong = any(line.endswith("wrong") for line in lines)
    workers = len({line.split()[0] for line in lines})
    return f"{workers} workers, {'wrong' if wrong else 'only right'} answers"
