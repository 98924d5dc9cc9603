__all__ = ["VERSION"]
VERSION = "3"
