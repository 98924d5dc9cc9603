import confluent_kafka
import pymysql


class Stock:
    def __init__(self):
        self.connection = pymysql.connect(host="localhost")  # expect: GVT309, GVT407

    def count(self):
        with self.connection.cursor() as cursor:
            cursor.execute("select count(*) from parcels")
            return cursor.fetchone()[0]


stock = Stock()
producer = confluent_kafka.Producer({"bootstrap.servers": "localhost"})  # expect: GVT309


def application(environ, start_response):
    producer.produce("visits", environ["PATH_INFO"])
    start_response("200 OK", [])
    return [str(stock.count()).encode()]
