import gevent.monkey as gm

gm.patch_all(time=False)


def main():
    pass


if __name__ == "__main__":
    main()
