import time


def run_once():
    time.sleep(0)
