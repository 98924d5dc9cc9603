import os


def start():
    return os.spawnlp(os.P_NOWAIT, "true", "true")
