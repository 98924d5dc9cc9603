import sqlite3


def balance(name):
    with sqlite3.connect("ledger.db") as connection:
        row = connection.execute("select sum(amount) from entry where name = ?", (name,))
        return row.fetchone()[0]
