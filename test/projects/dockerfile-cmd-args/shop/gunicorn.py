import os

workers = int(os.environ.get("WORKERS", "1"))
accesslog = "-"
