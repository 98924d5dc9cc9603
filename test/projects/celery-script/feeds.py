import urllib.request


def read(url):
    return urllib.request.urlopen(url).read()
