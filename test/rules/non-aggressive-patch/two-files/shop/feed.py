import selectors


def wait():
    with selectors.EpollSelector() as selector:
        return selector.select(1)
