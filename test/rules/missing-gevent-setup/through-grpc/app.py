from gevent import monkey
monkey.patch_all()
import gevent
from google.cloud import firestore  # expect: GVT302


def read(client):
    return client.document("orders/1").get()


def work():
    reference = firestore.DocumentReference("orders", "1")
    return reference.get()


gevent.spawn(work).join()
