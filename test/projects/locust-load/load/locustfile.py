from locust import HttpUser, between, task

import steps


class Shopper(HttpUser):
    wait_time = between(1, 2)

    @task
    def browse(self):
        steps.browse(self.client)
