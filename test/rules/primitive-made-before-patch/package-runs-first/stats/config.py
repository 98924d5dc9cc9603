import queue


class Settings:
    def __init__(self):
        self.queue = queue.SimpleQueue()


settings = Settings()  # expect: GVT103
