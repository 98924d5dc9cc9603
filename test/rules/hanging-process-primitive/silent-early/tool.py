import multiprocessing


def name():
    return "tool"


def sums(numbers):
    # Only the program that does not patch calls it.
    with multiprocessing.Pool(2) as pool:
        return pool.map(abs, numbers)
