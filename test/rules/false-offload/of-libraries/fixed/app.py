from gevent import monkey

monkey.patch_all()

import asyncio
import threading
import gevent
from gevent.threadpool import ThreadPoolExecutor

import bcrypt
import orjson
import pycurl
import requests
from PIL import Image

curl = pycurl.Curl()
executor = ThreadPoolExecutor(2)
executor.submit(bcrypt.hashpw, b"secret", b"salt")  # expect: GVT213
executor.submit(curl.perform)  # expect: GVT213
executor.submit(Image.Image().resize, (10, 10))  # expect: GVT213
threading.Thread(target=gevent.get_hub().threadpool.apply, args=(curl.perform,)).start()  # expect: GVT213
asyncio.run(asyncio.to_thread(gevent.get_hub().threadpool.apply, bcrypt.checkpw, (b"secret", b"")))  # expect: GVT213

# What waits in Python lets the loop run, and little input is soon read.
executor.submit(requests.get, "http://localhost/")
executor.submit(orjson.loads, "{}")
