"""Half a second of a loop that sleeps."""

from harness import library

about = {"family": "Processes and files", "packages": ["tqdm"]}


@library
def patched():
    import io
    import time

    import tqdm

    def loop():
        for _ in tqdm.tqdm(range(50), file=io.StringIO()):
            time.sleep(0.01)

    return loop
