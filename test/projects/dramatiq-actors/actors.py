import dramatiq
from dramatiq.brokers.stub import StubBroker

import thumbnails

dramatiq.set_broker(StubBroker())


@dramatiq.actor
def thumbnail(path):
    thumbnails.make(path)
