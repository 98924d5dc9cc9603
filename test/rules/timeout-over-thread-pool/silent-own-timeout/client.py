def get(name, timeout=None):
    return name


def send(name):
    return name
