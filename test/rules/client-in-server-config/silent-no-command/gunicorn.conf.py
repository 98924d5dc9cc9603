import requests

workers = 4
wsgi_app = "shop:application"
