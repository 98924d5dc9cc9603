import sqlite3
import threading


def clean():
    connection = sqlite3.connect("shop.db")
    connection.execute("delete from orders")


threading.Thread(target=clean).start()
