from gevent import monkey

monkey.patch_all()
# isort: split

import os  # noqa: E402
import time  # noqa
from collections import (  # noqa: E402, F401
    OrderedDict,
)

print(os, time)
