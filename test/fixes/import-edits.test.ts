import { describe, expect, it } from 'vitest';
import { replaceImportSource } from '../../server/src/fixes/replace-import-source.ts';
import { replaceApiPath } from '../../server/src/fixes/replace-name.ts';
import { edited } from './edited.ts';

describe('replaceApiPath', () => {
  const cases: [string, string, string, string | undefined][] = [
    [
      'from gevent.coros import Semaphore\nSemaphore()\n',
      'gevent.coros.Semaphore',
      'gevent.lock.Semaphore',
      'from gevent.lock import Semaphore\nSemaphore()\n',
    ],
    [
      'from gevent.coros import Semaphore as S, X\r\nS()\r\n',
      'gevent.coros.Semaphore',
      'gevent.lock.Semaphore',
      'from gevent.lock import Semaphore as S\r\nfrom gevent.coros import X\r\nS()\r\n',
    ],
    [
      'import gevent.wsgi\ngevent.wsgi.WSGIServer(1)\n',
      'gevent.wsgi.WSGIServer',
      'gevent.pywsgi.WSGIServer',
      'import gevent.pywsgi\ngevent.pywsgi.WSGIServer(1)\n',
    ],
    [
      'from gevent import wsgi\nwsgi.WSGIServer(1)\n',
      'gevent.wsgi.WSGIServer',
      'gevent.pywsgi.WSGIServer',
      'import gevent.pywsgi\ngevent.pywsgi.WSGIServer(1)\n',
    ],
    [
      'import gevent\ngevent.signal(2, f)\n',
      'gevent.signal',
      'gevent.signal_handler',
      'import gevent\ngevent.signal_handler(2, f)\n',
    ],
    [
      'from gevent import signal, sleep\nsignal(2, f)  # "🐍"\n',
      'gevent.signal',
      'gevent.signal_handler',
      'from gevent import signal_handler, sleep\nsignal_handler(2, f)  # "🐍"\n',
    ],
    [
      'import gevent as g\ng.signal(2, f)\n',
      'gevent.signal',
      'gevent.signal_handler',
      'import gevent as g\ng.signal_handler(2, f)\n',
    ],
    [
      'from gevent import signal\nsignal = 1\n',
      'gevent.signal',
      'gevent.signal_handler',
      undefined,
    ],
    [
      'import time\ntime.sleep(1)\ntime.time()\n',
      'time.sleep',
      'gevent.sleep',
      'import time\n\nimport gevent\ngevent.sleep(1)\ntime.time()\n',
    ],
    [
      'import time\ntime.sleep(1)\nclock = time\n',
      'time.sleep',
      'gevent.sleep',
      'import time\n\nimport gevent\ngevent.sleep(1)\nclock = time\n',
    ],
    [
      'import time\ntime.sleep(1)\nrun(time=2)\n',
      'time.sleep',
      'gevent.sleep',
      'import gevent\ngevent.sleep(1)\nrun(time=2)\n',
    ],
    ['x = 1\n', 'gevent.signal', 'gevent.signal_handler', undefined],
  ];
  for (const [before, from, to, after] of cases) {
    it(JSON.stringify(before), async () => {
      expect(await edited(before, (file) => replaceApiPath(file, from, to))).toBe(after);
    });
  }
});

describe('replaceImportSource', () => {
  const cases: [string, string | undefined][] = [
    [
      'from concurrent.futures import ThreadPoolExecutor\n',
      'from gevent.threadpool import ThreadPoolExecutor\n',
    ],
    [
      'from concurrent.futures import ThreadPoolExecutor as T, as_completed  # both\n',
      'from gevent.threadpool import ThreadPoolExecutor as T\nfrom concurrent.futures import as_completed  # both\n',
    ],
    [
      'def f():\r\n\tfrom concurrent.futures import (\r\n\t\tas_completed,\r\n\t\tThreadPoolExecutor,  # pool\r\n\t)\r\n',
      'def f():\r\n\tfrom gevent.threadpool import ThreadPoolExecutor  # pool\r\n\tfrom concurrent.futures import (\r\n\t\tas_completed,\r\n\t)\r\n',
    ],
    [
      'import concurrent.futures\nconcurrent.futures.ThreadPoolExecutor(2)\n',
      'import concurrent.futures\n\nfrom gevent.threadpool import ThreadPoolExecutor\nThreadPoolExecutor(2)\n',
    ],
    [
      'from concurrent import futures\nfutures.ThreadPoolExecutor(2)\n',
      'from concurrent import futures\n\nfrom gevent.threadpool import ThreadPoolExecutor\nThreadPoolExecutor(2)\n',
    ],
    ['x = 1\n', undefined],
  ];
  for (const [before, after] of cases) {
    it(JSON.stringify(before), async () => {
      expect(
        await edited(before, (file) =>
          replaceImportSource(
            file,
            'ThreadPoolExecutor',
            'concurrent.futures',
            'gevent.threadpool',
          ),
        ),
      ).toBe(after);
    });
  }
});
