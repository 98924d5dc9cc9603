import config


def shown(name):
    return f"{config.NAME}: {name}"
