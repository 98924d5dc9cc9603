import acme_native


def slow_count():
    return acme_native.count()


def quick_count():
    return 1
