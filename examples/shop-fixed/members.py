"""Lets members in by their password: python members.py."""

from gevent import monkey

monkey.patch_all(aggressive=True)

import bcrypt  # noqa: E402
import gevent  # noqa: E402

KNOWN = {"ann": bcrypt.hashpw(b"secret", bcrypt.gensalt())}


def may_enter(name, password):
    return name in KNOWN and gevent.get_hub().threadpool.apply(bcrypt.checkpw, (password.encode(), KNOWN[name]))


if __name__ == "__main__":
    asked = [gevent.spawn(may_enter, "ann", word) for word in ("secret", "wrong")]
    gevent.joinall(asked)
    print(*(job.value for job in asked))
