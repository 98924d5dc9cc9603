from gevent import monkey; monkey.patch_all()
import multiprocessing as mp
from multiprocessing.pool import Pool as Workers


def square(number):
    return number * number


def main():
    pool = Workers(2)
    found = pool.apply_async(square, (2,))
    print(found.get())  # expect: GVT221
    pool.close()
    pool.join()
    with mp.Manager() as manager:  # expect: GVT221
        print(manager.dict())
    tasks = mp.JoinableQueue()
    tasks.put(1)
    tasks.join()  # expect: GVT221
    with mp.Pool(2, maxtasksperchild=1) as other:
        print(other.starmap(square, [(1,)]))


def lazily():
    with mp.Pool(2, maxtasksperchild=1) as other:
        for one in other.imap_unordered(square, [1]):  # expect: GVT221
            print(one)


if __name__ == "__main__":
    main()
    lazily()
