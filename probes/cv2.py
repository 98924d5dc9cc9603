"""Blurring an image."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["opencv-python-headless", "numpy"], "cpu": True}


@library
def patched():
    import cv2
    import numpy

    cv2.setNumThreads(1)

    def prepare(size):
        image = numpy.random.randint(0, 255, (size, size, 3), "uint8")
        return lambda: cv2.medianBlur(image, 31)

    return grow(prepare, 256)


@cure
def threadpool():
    return in_pool(patched())
