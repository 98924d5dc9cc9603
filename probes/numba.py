"""A loop of compiled arithmetic."""

from harness import cure, grow, in_pool, library, trap

about = {"family": "Computation", "packages": ["numba"], "cpu": True}


def prepared(**options):
    import numba

    @numba.njit(**options)
    def add_up(count):
        total = 0.0
        for number in range(count):
            total += (number * 1.5) ** 0.5
        return total

    add_up(1)  # compiles it
    return grow(lambda size: lambda: add_up(size), 1 << 24)


@library
def patched():
    return prepared()


@trap
def nogil_outside_the_threadpool():
    return prepared(nogil=True)


@cure
def threadpool():
    return in_pool(prepared())


@cure
def nogil_in_the_threadpool():
    return in_pool(prepared(nogil=True))
