import os

from locust import HttpUser, task


class Buyer(HttpUser):
    def on_start(self):
        os.system("prepare")  # expect: GVT201

    @task
    def buy(self):
        self.client.get("/buy")
