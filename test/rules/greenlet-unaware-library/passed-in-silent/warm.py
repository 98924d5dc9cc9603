"""Fills the cache of the old servers; nobody else is served meanwhile."""
from caching import SlowMemo

SlowMemo(["127.0.0.1"]).get_or_set("front", lambda: "page")
