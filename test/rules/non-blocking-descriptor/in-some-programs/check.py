import shared

if __name__ == "__main__":
    shared.receive()
