from feed_list import FEEDS


def names():
    return sorted(FEEDS)
