from gevent import monkey

monkey.patch_all()


def main():
    import os

    print(os)
