from gevent import monkey
monkey.patch_all()
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


def count():
    for number in range(20):
        question = os.getpid() * 1000 + number
        answer = None
        with gevent.Timeout(0.5, False):
            answer = ask(question)
        if answer != question:
            return 1
    return 0


def main():
    pid = os.fork()
    if pid == 0:
        os._exit(count())
    wrong = count()
    _, status = os.waitpid(pid, 0)
    print("wrong" if wrong or status else "only right", "answers")


if __name__ == "__main__":
    main()
