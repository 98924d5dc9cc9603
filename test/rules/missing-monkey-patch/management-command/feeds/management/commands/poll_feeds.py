from django.core.management.base import BaseCommand

from feeds.fetch import fetch_all


class Command(BaseCommand):
    def handle(self, *args, **options):
        fetch_all(["a", "b"])
