from pymongo import MongoClient


class Articles:
    def __init__(self, url):
        self._client = MongoClient(url, maxPoolSize=200)
        self._col = self._client.blog.articles

    def by_slug(self, slug):
        return self._col.find_one({"slug": slug}, {"_id": 0})
