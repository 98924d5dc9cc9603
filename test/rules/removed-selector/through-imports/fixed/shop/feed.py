import selectors


def watch():
    with selectors.DefaultSelector() as selector:  # expect: GVT112
        return selector.select(0)
