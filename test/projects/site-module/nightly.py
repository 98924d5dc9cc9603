import gevent

import stock

if __name__ == "__main__":
    gevent.joinall([gevent.spawn(stock.items) for _ in range(3)])
