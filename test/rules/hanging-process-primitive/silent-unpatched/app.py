import multiprocessing

import gevent


def main():
    here, there = multiprocessing.Pipe()
    there.send(1)
    print(here.recv())
    with multiprocessing.Pool(2) as pool:
        print(pool.map(abs, [-1]))


if __name__ == "__main__":
    main()
    gevent.sleep(0)
