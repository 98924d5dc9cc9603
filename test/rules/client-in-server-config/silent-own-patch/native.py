import stock

workers = len(stock.__name__)
