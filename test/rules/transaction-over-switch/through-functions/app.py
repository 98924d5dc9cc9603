from gevent import monkey

monkey.patch_all()

import gevent
from bank import Bank, report
from sqlalchemy import create_engine, text

engine = create_engine("postgresql+psycopg:///shop")
bank = Bank()


def pay(order):
    with engine.begin() as connection:
        connection.execute(text("UPDATE orders SET paid = true"))
        bank.charge(order)  # expect: GVT307
    #   ^^^^^^^^^^^^^^^^^^
        report(order)
        connection.execute(text("UPDATE orders SET charged = true"))


gevent.spawn(pay, 1)
