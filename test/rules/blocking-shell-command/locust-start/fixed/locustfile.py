import subprocess

from locust import HttpUser, task


class Buyer(HttpUser):
    def on_start(self):
        subprocess.call("prepare", shell=True)  # expect: GVT201

    @task
    def buy(self):
        self.client.get("/buy")
