from pathlib import Path

from locust import HttpUser, task


class Buyer(HttpUser):
    def on_start(self):
        self.names = [Path(name).read_text() for name in self.environment.parsed_options.names]

    @task
    def buy(self):
        self.client.get("/buy")
