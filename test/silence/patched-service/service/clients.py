import urllib.request
from http.client import HTTPConnection, HTTPSConnection

import httpx
import requests
import urllib3
from requests import Session
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

ADDRESS = "https://localhost/"
POOL = urllib3.PoolManager(maxsize=20, block=True)
SHARED = requests.Session()


def page():
    return [by_requests(), by_urllib3(), by_httpx(), by_standard_library()]


def by_requests():
    requests.get(ADDRESS)
    requests.get(ADDRESS, timeout=5).json()
    requests.post(ADDRESS, json={"a": 1})
    requests.put(ADDRESS, data=b"x")
    requests.patch(ADDRESS, data=b"x")
    requests.delete(ADDRESS)
    requests.head(ADDRESS)
    requests.options(ADDRESS)
    requests.request("GET", ADDRESS)
    SHARED.get(ADDRESS)
    SHARED.post(ADDRESS, files={"a": b"x"})
    session = Session()
    session.mount("https://", HTTPAdapter(max_retries=Retry(3, backoff_factor=0.1)))
    session.get(ADDRESS, stream=True)
    session.send(requests.Request("GET", ADDRESS).prepare())
    with requests.Session() as other:
        other.get(ADDRESS)
        other.request("POST", ADDRESS)
    with requests.get(ADDRESS, stream=True) as response:
        for chunk in response.iter_content(8192):
            print(len(chunk))
        for line in response.iter_lines():
            print(line)
        response.raw.read(10)
    return requests.get(ADDRESS).text


def by_urllib3():
    POOL.request("GET", ADDRESS)
    POOL.request("POST", ADDRESS, body=b"x", timeout=5)
    POOL.urlopen("GET", ADDRESS)
    pool = urllib3.PoolManager(retries=Retry(5))
    pool.request("GET", ADDRESS, preload_content=False)
    urllib3.request("GET", ADDRESS)
    urllib3.HTTPSConnectionPool("localhost").request("GET", "/")
    urllib3.HTTPConnectionPool("localhost", maxsize=2, block=True).urlopen("GET", "/")
    urllib3.ProxyManager("http://localhost:3128").request("GET", ADDRESS)
    urllib3.connection_from_url(ADDRESS).request("GET", "/")
    answer = urllib3.PoolManager().request("GET", ADDRESS, preload_content=False)
    answer.read(10)
    answer.stream(100)
    answer.release_conn()
    return answer.data


def by_httpx():
    httpx.get(ADDRESS)
    httpx.post(ADDRESS, json={})
    httpx.put(ADDRESS, content=b"x")
    httpx.patch(ADDRESS, content=b"x")
    httpx.delete(ADDRESS)
    httpx.head(ADDRESS)
    httpx.request("GET", ADDRESS)
    client = httpx.Client(http2=True)
    client.get(ADDRESS)
    client.post(ADDRESS, content=b"x")
    client.send(client.build_request("GET", ADDRESS))
    client.close()
    with httpx.Client() as other:
        other.get(ADDRESS)
        other.request("DELETE", ADDRESS)
        with other.stream("GET", ADDRESS) as response:
            for data in response.iter_bytes():
                print(len(data))
            response.read()
    with httpx.stream("GET", ADDRESS) as response:
        response.read()
    return httpx.get(ADDRESS).json()


def by_standard_library():
    urllib.request.urlopen(ADDRESS).read()
    with urllib.request.urlopen(ADDRESS, timeout=5) as response:
        response.read(100)
        response.readline()
    opener = urllib.request.build_opener()
    opener.open(ADDRESS)
    connection = HTTPConnection("localhost")
    connection.request("GET", "/")
    connection.getresponse().read()
    secure = HTTPSConnection("localhost", timeout=5)
    secure.connect()
    secure.request("GET", "/")
    return secure.getresponse().status
