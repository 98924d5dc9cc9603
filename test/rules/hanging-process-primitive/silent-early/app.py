import multiprocessing

from tool import sums

if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(pool.map(abs, [-1]))
    print(sums([1]))
