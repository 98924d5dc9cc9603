DATABASES = {"default": {"ENGINE": "pooled.backend", "CONN_MAX_AGE": 600}}
