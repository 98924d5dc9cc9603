import hashlib

from locust import HttpUser, TaskSet, events, task


def key(password):
    return hashlib.pbkdf2_hmac("sha256", password, b"salt", 600_000)


def other_key(password):
    return hashlib.pbkdf2_hmac("sha256", password, b"pepper", 600_000)  # expect: GVT212


@events.test_start.add_listener
def prepare(environment, **given):
    environment.key = key(b"all")


class Browsing(TaskSet):
    def on_start(self):
        self.key = key(b"some")

    def on_stop(self):
        hashlib.pbkdf2_hmac("sha256", self.key, b"salt", 600_000)


class Buyer(HttpUser):
    tasks = [Browsing]

    def on_start(self):
        self.key = hashlib.pbkdf2_hmac("sha256", b"secret", b"salt", 600_000)
        self.other = other_key(b"secret")

    @task
    def buy(self):
        self.client.post("/buy", data=other_key(b"again"))
