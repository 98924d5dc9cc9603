from gevent import monkey
monkey.patch_all()
import os

import gevent
import pymysql

connection = pymysql.connect(  # expect: GVT407
    host=os.environ["MYSQL_HOST"],
    port=int(os.environ["MYSQL_TCP_PORT"]),
    user=os.environ["MYSQL_USER"],
    password=os.environ["MYSQL_PASSWORD"],
)


def ask(number):
    try:
        with connection.cursor() as cursor:
            cursor.execute("select sleep(0.3)")
    except Exception as error:
        return type(error).__name__
    return "fine"


if __name__ == "__main__":
    jobs = [gevent.spawn(ask, number) for number in range(2)]
    gevent.joinall(jobs)
    print(sorted(job.value for job in jobs))
