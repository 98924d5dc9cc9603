from gevent import monkey

monkey.patch_all()

import multiprocessing


def square(number):
    return number * number


def main():
    with multiprocessing.Pool(processes=2) as pool:
        squares = pool.map(square, [1, 2, 3])  # expect: GVT221
        #         ^^^^^^^^^^^^^^^^^^^^^^^^^^^
        print(squares, pool.apply(square, (4,)))


if __name__ == "__main__":
    main()
