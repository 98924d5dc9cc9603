import selectors


def watch():
    with selectors.EpollSelector() as selector:  # expect: GVT112
        return selector.select(0)
