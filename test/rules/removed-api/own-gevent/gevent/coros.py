Semaphore = object
