import grequests

if __name__ == "__main__":
    grequests.map([])
