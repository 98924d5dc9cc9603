def epoll():
    return None


class selectors:
    EpollSelector = dict
