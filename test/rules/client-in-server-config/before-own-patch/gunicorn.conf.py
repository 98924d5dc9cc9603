import stock  # expect: GVT605
#      ^^^^^

workers = 1
