from setuptools import setup

setup(
    name="ping",
    py_modules=["ping", "target"],
    entry_points={"console_scripts": ["ping = ping:run"]},
)
