import sys


def talk():
    for line in sys.stdin:
        print(line)
    return input(), sys.stdin.readline()
