DATABASES = {"default": {"ENGINE": "shop.mysql", "NAME": "shop"}}
