from gevent import monkey

monkey.patch_all()

import asyncio
import re
import threading


def match(text):
    return re.match("(a+)+b", text)


def look(text):
    found = re.findall("(a+)+b", text)
    print(found, threading.current_thread().name)


async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, match, "a" * 23))  # expect: GVT213


if __name__ == "__main__":
    asyncio.run(main())
    thread = threading.Thread(target=look, args=("a" * 23,), name="look")  # expect: GVT213
    thread.start()
    thread.join()
