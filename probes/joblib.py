"""Work of half a second in processes, then in threads, which are greenlets."""

from harness import library

about = {"family": "Tasks and schedules", "packages": ["joblib"]}


def count_for_half_a_second():
    import time

    end = time.perf_counter() + 0.5
    while time.perf_counter() < end:
        pass


def in_parallel(backend):
    from joblib import Parallel, delayed

    jobs = [delayed(count_for_half_a_second)()]
    Parallel(2, backend=backend)([delayed(abs)(1)] * 2)  # starts the workers
    return lambda: Parallel(2, backend=backend)(jobs * 2)


@library
def patched():
    return in_parallel("loky")


@library
def threads():
    return in_parallel("threading")
