import patched_first  # isort: skip
import os

if __name__ == "__main__":
    print(patched_first, os)
