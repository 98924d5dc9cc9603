from gevent import monkey

monkey.patch_all(aggressive=False)

import asyncio
import selectors

selector = selectors.DefaultSelector()
print(asyncio, selector)
