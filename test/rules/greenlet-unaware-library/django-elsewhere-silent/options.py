import os

OPTIONS = dict(os.environ)
