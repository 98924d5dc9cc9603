import gevent


async def fetch(url):
    return url


def numbers():
    yield 1


class Report:
    def __init__(self, name):
        self.name = name

    def write(self):
        print(self.name)


gevent.spawn(fetch("a"))  # expect: GVT501
gevent.spawn(numbers())  # expect: GVT501
gevent.spawn(Report("b"))  # expect: GVT501
gevent.spawn(Report("b").write)
gevent.spawn(fetch, "a")
