import select


class Retry:
    def wait(self, seconds, select=select.select):  # expect: GVT101
        select([], [], [], seconds)
