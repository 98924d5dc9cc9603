from .base import Base


class Live(Base):
    NAME = "django.core.cache.backends.memcached.PyLibMCCache"
    CACHES = {"default": {"BACKEND": NAME}}  # expect: GVT301
