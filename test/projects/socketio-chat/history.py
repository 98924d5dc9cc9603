from collections import deque

lines = deque(maxlen=100)


def remember(text):
    lines.append(text)
