import json
import os

from locust import HttpUser, task


class Buyer(HttpUser):
    def on_start(self):
        self.orders = []
        for name in os.listdir("orders"):
            with open(os.path.join("orders", name)) as file:
                self.orders.append(json.load(file))

    @task
    def buy(self):
        self.client.post("/buy", json=self.orders[0])
