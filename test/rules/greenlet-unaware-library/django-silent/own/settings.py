DATABASES = {"default": {"ENGINE": "own.mysql", "NAME": "shop"}}
