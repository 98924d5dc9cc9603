"""Half a second of a line on which nothing comes."""

from harness import library

about = {"family": "Processes and files", "packages": ["pyserial"]}


@library
def patched():
    import os
    import pty

    import serial

    _, line = pty.openpty()
    port = serial.Serial(os.ttyname(line), timeout=0.5)
    return lambda: port.read(1)
