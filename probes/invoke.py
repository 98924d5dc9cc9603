"""A command that takes half a second: through pipes, then through a pseudo-terminal."""

from harness import cure, library, trap

about = {"family": "Processes and files", "packages": ["invoke"]}


@library
def patched(pty=False):
    import invoke

    return lambda: invoke.run("sleep 0.5", hide=True, in_stream=False, pty=pty)


@trap
def pseudo_terminal():
    return patched(pty=True)


@cure
def subprocess_in_its_place():
    import subprocess

    return lambda: subprocess.run(["sleep", "0.5"])
