def watch(path):
    return path
