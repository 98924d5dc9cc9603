import MySQLdb  # expect: GVT301

DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", "NAME": "shop"}}
MIDDLEWARE = ["called.settings.middleware"]


def middleware(get_response):
    def handle(request):
        MySQLdb.connect(host="localhost").cursor().execute("select 1")
        return get_response(request)

    return handle
