from gevent import coros

coros.Semaphore()
