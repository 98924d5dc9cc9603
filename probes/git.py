"""A command that takes half a second."""

from harness import library

about = {"family": "Processes and files", "packages": ["GitPython"]}


@library
def patched():
    import git

    repository = git.Git(".")
    return lambda: repository.execute(["sleep", "0.5"])
