"""Cloning from a server that hangs up after half a second."""

import os

from harness import cure, in_pool, library

about = {"family": "Processes and files", "packages": ["pygit2"], "server": "slow"}


@library
def patched():
    import tempfile

    import pygit2

    address = f"git://127.0.0.1:{os.environ['CLOSING_PORT']}/probe"
    folder = tempfile.mkdtemp()

    def clone():
        try:
            pygit2.clone_repository(address, f"{folder}/clone")
        except pygit2.GitError:
            pass  # it waited, then the server had gone

    return clone


@cure
def threadpool():
    return in_pool(patched())
