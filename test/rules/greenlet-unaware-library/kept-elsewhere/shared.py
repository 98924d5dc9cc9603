class State:
    """What the parts of the program share."""

    orders = None
    stock = None


state = State()
