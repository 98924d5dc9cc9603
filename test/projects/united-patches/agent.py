from gevent import monkey

monkey.patch_all(thread=False)

import probes

monkey.patch_thread()

import reports

if __name__ == "__main__":
    reports.write(probes.all())
