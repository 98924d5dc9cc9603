import patched_first
import shop

os = shop

if __name__ == "__main__":
    print(patched_first, os)
