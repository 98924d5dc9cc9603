import os

from .base import *

DATABASES["default"]["PASSWORD"] = os.environ["DB_PASSWORD"]
DATABASES["replica"].update(HOST="replica")
