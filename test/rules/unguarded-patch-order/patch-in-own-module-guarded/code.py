import patched_first

READY = patched_first
import os

if __name__ == "__main__":
    print(patched_first, os)
