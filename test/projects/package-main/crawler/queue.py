import queue

frontier = queue.Queue()
