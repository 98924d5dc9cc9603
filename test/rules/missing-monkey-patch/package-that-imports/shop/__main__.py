import gevent
import requests

from shop import settings

gevent.spawn(requests.get, f"http://localhost:{settings.PORT}/").join()  # expect: GVT110
