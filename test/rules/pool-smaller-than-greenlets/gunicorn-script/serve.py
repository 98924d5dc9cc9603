from gunicorn.app.wsgiapp import WSGIApplication


class Server(WSGIApplication):
    def __init__(self, uri, **options):
        self.options = options
        self.app_uri = uri
        super().__init__()

    def load_config(self):
        self.cfg.set("worker_class", "gevent")
        self.cfg.set("worker_connections", 40)


if __name__ == "__main__":
    Server("shop:app", workers=2).run()
