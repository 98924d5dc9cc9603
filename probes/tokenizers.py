"""Splitting long texts."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["tokenizers"], "cpu": True}


@library
def patched():
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.BPE({"a": 0, "b": 1, "ab": 2}, [("a", "b")]))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()

    def prepare(size):
        text = "abab baba " * size
        return lambda: tokenizer.encode_batch([text] * 4)

    return grow(prepare, 1 << 12)


@cure
def threadpool():
    return in_pool(patched())
