import time

NAME = "code"
