import gevent
from fetch.pages import pages
from fetch.watch import watch

if __name__ == "__main__":
    watcher = gevent.spawn(watch)
    print(pages([]))
    watcher.join()
