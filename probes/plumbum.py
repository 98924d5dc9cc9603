"""Whether reading a command's lines asks epoll."""

from harness import asks_epoll, seen

about = {"family": "Processes and files", "packages": ["plumbum"]}


@seen("epoll-users", patched=False)
def polling():
    from plumbum import local

    def read_lines():
        return list(local["echo"].popen("hello").iter_lines())

    return [{"module": "plumbum"}] if asks_epoll(lambda: read_lines) else []
