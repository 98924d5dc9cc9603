from gevent import monkey
monkey.patch_all()
import gevent
import pymysql
from gevent.pool import Pool
from gevent.server import StreamServer


class Crawler:
    def __init__(self, urls):
        self.urls = urls
        self.pool = Pool(10)
        self.db = pymysql.connect(host="localhost")  # expect: GVT407

    def run(self):
        for url in self.urls:
            self.pool.spawn(self.fetch, url)
        self.pool.join()

    def fetch(self, url):
        self.save(url)

    def save(self, url):
        with self.db.cursor() as cursor:
            cursor.execute("insert into pages values (%s)", (url,))


class Server:
    def __init__(self, port):
        self.db = pymysql.connect(host="localhost")  # expect: GVT407
        self.server = StreamServer(("127.0.0.1", port), self.handle)

    def handle(self, socket, address):
        self.db.cursor().execute("select 1")


class Report:
    def __init__(self):
        self.db = pymysql.connect(host="localhost")  # expect: GVT407

    def line(self, number):
        self.db.cursor().execute("select %s", (number,))


def main():
    report = Report()
    gevent.joinall([gevent.spawn(report.line, number) for number in range(3)])
    Crawler(["a", "b"]).run()
    for port in (8001, 8002):
        Server(port).server.start()


if __name__ == "__main__":
    main()
