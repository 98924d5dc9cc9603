import stock

worker_class = "gthread"
