NAME = "café"  # expect: GVT903
