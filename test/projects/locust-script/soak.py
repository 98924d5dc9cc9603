import models
from locust import HttpUser
from locust.env import Environment

import reporting


class Reader(HttpUser):
    host = "http://127.0.0.1:9"
    tasks = models.tasks


if __name__ == "__main__":
    environment = Environment(user_classes=[Reader])
    reporting.start(environment)
