from flask import Blueprint

from ..stock import in_stock

pages = Blueprint("catalogue", __name__)


@pages.get("/items")
def items():
    return {"items": in_stock()}
