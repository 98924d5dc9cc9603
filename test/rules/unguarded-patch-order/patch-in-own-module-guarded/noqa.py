import patched_first  # noqa: I001
import os

if __name__ == "__main__":
    print(patched_first, os)
