from gevent import monkey

monkey.patch_all()

import stock

if __name__ == "__main__":
    print(stock.items())
