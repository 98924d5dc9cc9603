import feeds

if __name__ == "__main__":
    print(feeds.names())
