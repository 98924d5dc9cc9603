from threading import Thread


def background(function):
    def run():
        function("done")

    thread = Thread(target=run, daemon=True)
    thread.start()
    return thread
