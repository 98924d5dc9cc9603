import os
import sys

from django.core.management import execute_from_command_line  # expect: GVT102
from gevent import monkey

monkey.patch_all()

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")
    execute_from_command_line(sys.argv)
