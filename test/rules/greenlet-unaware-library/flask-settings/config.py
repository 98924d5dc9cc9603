class Development:
    SQLALCHEMY_DATABASE_URI = "mysql://localhost/test"


class Production:
    SQLALCHEMY_DATABASE_URI = "mysql://localhost/shop"  # expect: GVT301
