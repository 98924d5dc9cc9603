import os


def read_all(fd):
    parts = []
    while True:
        part = os.read(fd, 1000)  # greenlint: ignore[blocking-descriptor]
        if not part:
            return b"".join(parts)
        parts.append(part)


def read_one(fd):
    return os.read(fd, 1000)  # greenlint: ignore[blocking-descriptor]
