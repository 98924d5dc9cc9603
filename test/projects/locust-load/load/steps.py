import random
import time


def browse(client):
    time.sleep(random.random())
    client.get("/items")
