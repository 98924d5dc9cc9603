import os

settings = {"debug": os.environ.get("DEBUG") == "1"}
