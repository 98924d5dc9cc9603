class Testing:
    SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": 1}


class Production:
    SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": 30}  # expect: GVT306
