class HarvestError(Exception):
    pass
