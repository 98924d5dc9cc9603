import gevent.monkey as gm

gm.patch_all(time=False)


def main():
    import gevent.monkey

    gevent.monkey.patch_all(socket=False, time=False)  # expect: GVT107


if __name__ == "__main__":
    main()
