import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def start():
    sys.path.insert(0, os.path.join(HERE, "code", "lib"))
    sys.path.insert(0, os.path.join(HERE, "code"))
    sys.path.append(HERE + "/late")
    import main

    main.run()


if __name__ == "__main__":
    start()
