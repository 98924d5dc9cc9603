"""Making an image smaller."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["Pillow"], "cpu": True}


@library
def patched():
    from PIL import Image

    def prepare(size):
        image = Image.new("RGB", (size, size))
        return lambda: image.resize((size // 2, size // 2), Image.Resampling.LANCZOS)

    return grow(prepare, 1024)


@cure
def threadpool():
    return in_pool(patched())
