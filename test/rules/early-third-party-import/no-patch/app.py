import requests
import gevent

gevent.spawn(requests.get, "https://example.org").join()
