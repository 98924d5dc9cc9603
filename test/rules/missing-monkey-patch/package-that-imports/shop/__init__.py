from shop import settings
