from .errors import HarvestError

__all__ = ["HarvestError"]
