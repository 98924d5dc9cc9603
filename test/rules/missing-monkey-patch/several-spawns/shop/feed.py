from urllib.request import urlopen


def read():
    return urlopen("http://example.org").read()
