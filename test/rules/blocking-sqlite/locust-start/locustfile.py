import sqlite3

from locust import HttpUser, task


class Buyer(HttpUser):
    def on_start(self):
        connection = sqlite3.connect("buyers.db")
        connection.execute("insert into buyers values (1)")
        connection.commit()
        connection.close()

    @task
    def buy(self):
        self.client.get("/buy")
