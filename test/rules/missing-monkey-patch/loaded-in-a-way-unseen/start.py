import os
import sys


def start():
    sys.path.insert(0, os.path.join(os.path.dirname(__file__), "src"))
    import main

    main.start()


if __name__ == "__main__":
    start()
