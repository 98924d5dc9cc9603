import subprocess


def make(path):
    subprocess.run(["convert", path, "-resize", "100x100", f"{path}.small"], check=True)
