import gevent


def test_question():
    def ask():
        return input()

    gevent.spawn(ask).join()
