raise RuntimeError("not in __all__")
