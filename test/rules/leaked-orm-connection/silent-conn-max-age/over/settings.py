from threads.settings import *

DATABASES["default"]["CONN_MAX_AGE"] = 0
