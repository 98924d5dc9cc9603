import apsw

from shared import state


class Shops:
    def __init__(self):
        self.connections = {}

    def connection(self, shop):
        if shop not in self.connections:
            self.connections[shop] = apsw.Connection(shop)
        return self.connections[shop]


class Recorder:
    """Stands in for a connection while nothing is to be written."""

    def execute(self, sql):
        pass


shops = Shops()


def count():
    return state.orders.execute("select count(*) from orders")  # expect: GVT301


def count_of(shop):
    return shops.connection(shop).execute("select 1")  # expect: GVT301


def rehearse():
    state.stock = Recorder()


def restock():
    state.stock.execute("update stock set n = n + 1")
