"""Where things are. Nothing here waits."""

import os
import tempfile
from pathlib import Path

PORT = 8765
FEED = ("127.0.0.1", 8766)
DATA = Path(os.environ.get("SHOP_DATA") or Path(tempfile.gettempdir()) / "greenlint-shop")
DATA.mkdir(parents=True, exist_ok=True)
DATABASE = str(DATA / "shop.db")
STOCK = DATA / "stock.txt"
STOCK_LOCK = DATA / "stock.lock"
