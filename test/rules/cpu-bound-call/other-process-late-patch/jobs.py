import re


def search(text):
    return re.findall("(a+)+b", text)  # expect: GVT212
