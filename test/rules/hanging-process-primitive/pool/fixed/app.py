from gevent import monkey

monkey.patch_all()

import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def square(number):
    return number * number


def main():
    with ProcessPoolExecutor(max_workers=2, mp_context=multiprocessing.get_context("spawn")) as pool:
        squares = list(pool.map(square, [1, 2, 3]))  # expect: GVT221
        #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^
        print(squares, pool.submit(square, 4).result())


if __name__ == "__main__":
    main()
