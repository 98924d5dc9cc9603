import wire
from gevent import monkey

monkey.patch_all()

import config
from util import text


def run():
    import report

    print(text.shown(config.NAME), wire.NAME, report.NAME)
