from django.conf import settings
from django.core.wsgi import get_wsgi_application


def configure():
    if not settings.configured:
        settings.configure(
            DEBUG=False,
            DATABASES={"default": {"ENGINE": "django.db.backends.mysql"}},  # expect: GVT301
            #                                ^^^^^^^^^^^^^^^^^^^^^^^^^^
        )


configure()
application = get_wsgi_application()
