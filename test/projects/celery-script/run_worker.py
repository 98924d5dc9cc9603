from gevent import monkey

monkey.patch_all()

from jobs import app

if __name__ == "__main__":
    app.worker_main(["worker", "-P", "gevent", "-c", "2"])
