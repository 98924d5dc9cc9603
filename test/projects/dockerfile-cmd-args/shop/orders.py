import queue

waiting = queue.SimpleQueue()


def index():
    return {"waiting": waiting.qsize()}
