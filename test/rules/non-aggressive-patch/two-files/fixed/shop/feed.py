import selectors


def wait():
    with selectors.DefaultSelector() as selector:
        return selector.select(1)
