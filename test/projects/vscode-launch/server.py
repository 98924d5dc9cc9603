import gevent.monkey as green

green.patch_all()

import gevent

import work

jobs = [gevent.spawn(work.step, number) for number in range(2)]
gevent.joinall(jobs)
