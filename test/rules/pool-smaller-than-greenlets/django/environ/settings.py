DATABASES = {"default": {"ENGINE": "environ.backend", "OPTIONS": {"pool": {"max_size": 4}}}}
