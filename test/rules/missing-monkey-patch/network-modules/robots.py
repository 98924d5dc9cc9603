from urllib.robotparser import RobotFileParser

import gevent


def work():
    RobotFileParser("http://localhost/robots.txt").read()


if __name__ == "__main__":
    gevent.spawn(work).join()  # expect: GVT110
