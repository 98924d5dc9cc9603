NAME = b"shop"
