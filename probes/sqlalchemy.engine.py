"""Which driver each address loads, and which extras install one."""

from harness import extras_that_bring, imports_tried, seen

about = {
    "family": "Object mappers",
    "environments": {
        "sqlalchemy.engine": ["SQLAlchemy"],
        "sqlalchemy.engine/before-2.1": ["SQLAlchemy<2.1"],
        "sqlalchemy.engine/before-1.4": ["SQLAlchemy<1.4"],
    },
}

DRIVERS = {
    "MySQLdb": ["mysqlclient"],
    "cx_Oracle": ["cx-oracle"],
    "mariadb": ["mariadb"],
    "mysql.connector": ["mysql-connector-python"],
    "psycopg": ["psycopg"],
    "psycopg2": ["psycopg2", "psycopg2-binary"],
    "psycopg2cffi": ["psycopg2cffi"],
    "pymssql": ["pymssql"],
    "pyodbc": ["pyodbc"],
}
SCHEMES = [
    "mariadb+mariadbconnector",
    "mariadb+mysqldb",
    "mssql+pymssql",
    "mssql+pyodbc",
    "mysql",
    "mysql+mysqlconnector",
    "mysql+mysqldb",
    "oracle",
    "oracle+cx_oracle",
    "postgres",
    "postgresql",
    "postgresql+psycopg2",
]


def driver_of(scheme):
    """The driver that an engine of this scheme asks for; None: no such scheme, or another driver."""
    import sqlalchemy

    whole = {name.partition(".")[0]: name for name in DRIVERS}
    asked = {*whole, "oracledb"}
    try:
        tried = imports_tried(lambda: sqlalchemy.create_engine(f"{scheme}://a:b@c/d"), asked)
    except sqlalchemy.exc.NoSuchModuleError:
        return None
    return whole.get(tried[0].partition(".")[0])


@seen("url-drivers")
def drivers_of_addresses():
    found = {scheme: driver_of(scheme) for scheme in SCHEMES}
    blocks = {scheme: name for scheme, name in found.items() if name not in (None, "psycopg")}
    return [{"scheme": scheme, "library": name} for scheme, name in blocks.items()]


@seen("framework-drivers")
def addresses_that_load_them():
    found = {scheme: driver_of(scheme) for scheme in [*SCHEMES, "postgresql+psycopg"]}
    chosen = {
        "MySQLdb": "mysql",
        "cx_Oracle": "oracle+cx_oracle",
        "mariadb": "mariadb+mariadbconnector",
        "psycopg": "postgresql+psycopg",
        "psycopg2": "postgresql+psycopg2",
        "pymssql": "mssql+pymssql",
        "pyodbc": "mssql+pyodbc",
    }
    return [
        {"framework": "SQLAlchemy", "library": driver, "loads": f"for {scheme}:// addresses"}
        for driver, scheme in chosen.items()
        if found[scheme] == driver
    ]


@seen("driver-extras")
def extras():
    return [
        {"distribution": "sqlalchemy", "extra": extra, "library": driver}
        for driver, distributions in DRIVERS.items()
        for extra in extras_that_bring("sqlalchemy", distributions)
    ]
