"""A method of Java that sleeps for half a second."""

from harness import cure, in_pool, library

about = {"family": "Computation", "packages": ["JPype1"]}


@library
def patched():
    import jpype

    jpype.startJVM()
    thread = jpype.JClass("java.lang.Thread")
    return lambda: thread.sleep(500)


@cure
def threadpool():
    return in_pool(patched())
