import patch_first  # noqa: F401

from typing import TYPE_CHECKING

try:
    import fast_codec as codec
except ImportError:
    import slow_codec as codec

if TYPE_CHECKING:
    from hints import Hint

from handlers import *
from registry import handler, handlers


def load_settings():
    import settings

    return settings.values()


class Site:
    import site_texts as texts

    def page(self):
        import never_imported

        return never_imported


@handler
def home():
    return Site.texts.HOME


values = load_settings()

if __name__ == "__main__":
    import start

    start.run(handlers, codec, values)
