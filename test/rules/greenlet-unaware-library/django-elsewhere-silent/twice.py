from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.mysql"}})
settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3"}})
application = get_wsgi_application()
