"""Half a second until somebody types: one prompt, then two at once."""

from harness import asks_epoll, in_two_greenlets, library, seen

about = {"family": "Processes and files", "packages": ["prompt_toolkit"]}


@library
def patched():
    import gevent
    from prompt_toolkit import PromptSession
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    def prompt():
        with create_pipe_input() as keys:
            gevent.spawn_later(0.5, keys.send_text, "hello\n")
            return PromptSession(input=keys, output=DummyOutput()).prompt()

    return prompt


@library
def two_prompts():
    return in_two_greenlets(patched())


@seen("epoll-users", patched=False)
def polling():
    from prompt_toolkit import PromptSession
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    def prompt():
        with create_pipe_input() as keys:
            keys.send_text("hello\n")
            PromptSession(input=keys, output=DummyOutput()).prompt()

    return [{"module": "prompt_toolkit"}] if asks_epoll(lambda: prompt) else []
