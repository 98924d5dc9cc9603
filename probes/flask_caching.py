"""Which memcached client its cache loads."""

from harness import imports_tried, seen

about = {"family": "Redis and memcached", "packages": ["Flask-Caching"]}


@seen("framework-drivers")
def client_of_its_memcached_cache():
    def load():
        import flask
        from flask_caching import Cache

        settings = {"CACHE_TYPE": "MemcachedCache", "CACHE_MEMCACHED_SERVERS": ["127.0.0.1:1"]}
        Cache(flask.Flask("probe"), config=settings)

    tried = imports_tried(load, {"libmc", "memcache", "pylibmc"})
    return [{"framework": "Flask-Caching", "library": name} for name in tried[:1]]
