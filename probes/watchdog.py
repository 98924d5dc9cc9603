"""Half a second of a folder in which files change."""

from harness import cure, library

about = {
    "family": "Processes and files",
    "environments": {"watchdog": ["watchdog"], "watchdog/before-7": ["watchdog<7"]},
}


def watch(observer):
    import tempfile

    import gevent
    from watchdog.events import FileSystemEventHandler

    folder, seen = tempfile.mkdtemp(), []

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event):
            seen.append(event)

    observer.schedule(Handler(), folder)

    def change():
        observer.start()
        gevent.sleep(0.2)
        open(f"{folder}/file", "w").close()
        gevent.sleep(0.5)
        if not seen:
            raise RuntimeError("no event was seen")

    return change


@library
def patched():
    from watchdog.observers import Observer

    return watch(Observer())


@library
def polling():
    from watchdog.observers.polling import PollingObserver

    return watch(PollingObserver(timeout=0.1))


@cure(patched=False)
def queue_unpatched():
    from gevent import monkey

    monkey.patch_all(queue=False)
    return patched()
