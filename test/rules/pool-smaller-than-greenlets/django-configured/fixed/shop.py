from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.configure(
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "OPTIONS": {"pool": {"max_size": 40}},  # expect: GVT306
        }
    }
)
application = get_wsgi_application()
