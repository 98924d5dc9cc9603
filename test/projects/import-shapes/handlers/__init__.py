__all__ = ["login", "LIMIT"]
LIMIT = 3
