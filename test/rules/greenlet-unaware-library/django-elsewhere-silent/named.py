import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "lite"
if False:
    settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.mysql"}})
application = get_wsgi_application()
