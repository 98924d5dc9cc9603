from stats.config import settings
