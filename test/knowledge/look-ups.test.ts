import { describe, expect, it } from 'vitest';
import { canonicalPath } from '../../server/src/knowledge/aliases.ts';
import { earlyBaseClass, earlyObject } from '../../server/src/knowledge/early-objects.ts';
import {
  patchFunction,
  patchKeyword,
  positionalParameters,
} from '../../server/src/knowledge/patch-functions.ts';
import { isPatchedModule, patchedName } from '../../server/src/knowledge/patched-names.ts';
import { removedFromGevent } from '../../server/src/knowledge/removed-gevent-api.ts';
import { removedSelector } from '../../server/src/knowledge/removed-selectors.ts';
import {
  attributeTypeOf,
  isKnownClass,
  returnTypeOf,
} from '../../server/src/knowledge/return-types.ts';
import { greenletClass, spawner } from '../../server/src/knowledge/spawners.ts';
import {
  standardLibraryCall,
  standardLibraryOf,
} from '../../server/src/knowledge/standard-library.ts';
import { starExports } from '../../server/src/knowledge/star-exports.ts';
import { switchingCall } from '../../server/src/knowledge/switching-calls.ts';
import { threadPoolCall } from '../../server/src/knowledge/thread-pool-calls.ts';

describe('canonicalPath', () => {
  it.each([
    ['io.open', 'builtins.open'],
    ['posix.system', 'os.system'],
    ['posix.fork', 'posix.fork'],
    ['posixpath.exists', 'os.path.exists'],
    ['gevent.greenlet.Greenlet', 'gevent.Greenlet'],
    ['gevent.greenlet.Greenlet.spawn', 'gevent.spawn'],
    ['gevent.greenlet.Greenlet.join', 'gevent.Greenlet.join'],
    ['gevent.hub.get_hub', 'gevent.get_hub'],
    [
      'concurrent.futures.thread.ThreadPoolExecutor.submit',
      'concurrent.futures.ThreadPoolExecutor.submit',
    ],
    ['io.opener', 'io.opener'],
    ['socket', 'socket'],
  ])('%s is %s', (path, canonical) => {
    expect(canonicalPath(path)).toBe(canonical);
  });
});

describe('what was taken or made early', () => {
  it('knows names', () => {
    expect(patchedName('threading.Thread')).toMatchObject({ severity: 'error', pythonMax: '3.12' });
    expect(patchedName('threading.get_ident')).toMatchObject({ severity: 'information' });
    expect(patchedName('threading.Event')?.early).toBe('harmless');
    expect(patchedName('subprocess.run')?.early).toBe('harmless');
    expect(patchedName('threading.NoSuch')).toBeUndefined();
    expect(isPatchedModule('threading')).toBe(true);
    expect(isPatchedModule('json')).toBe(false);
  });

  it('tells objects from subclasses', () => {
    expect(earlyObject('threading.RLock')?.early).toBe('harmful');
    expect(earlyBaseClass('threading.RLock')).toBeUndefined();
    expect(earlyObject('threading.Condition')?.condition).toBe('held');
    expect(earlyBaseClass('threading.Thread')?.pythonMax).toBe('3.12');
    expect(earlyObject('threading.Thread')?.pythonMax).toBeUndefined();
  });
});

describe('the standard library', () => {
  it('says which rule owns a call', () => {
    expect(standardLibraryCall('os.system')).toMatchObject({
      rule: 'GVT201',
      poolReason: 'loses-status',
    });
    expect(standardLibraryOf('GVT202').map((row) => row.path)).toEqual([
      'os.wait',
      'os.wait3',
      'os.wait4',
      'os.waitid',
    ]);
    expect(standardLibraryOf('GVT204').map((row) => row.path)).toEqual(['fcntl.flock']);
    expect(standardLibraryCall('fcntl.lockf')?.rule).toBe('GVT220');
    expect(standardLibraryOf('GVT999')).toEqual([]);
  });

  it('says how the pool may be used', () => {
    expect(standardLibraryCall('builtins.input')?.pool).toBe('leaf');
    expect(standardLibraryCall('sqlite3.Connection.execute')?.pool).toBe('unit');
    expect(standardLibraryCall('json.loads')).toMatchObject({
      pool: 'refused',
      poolReason: 'keeps-gil',
    });
    expect(standardLibraryCall('os.walk')?.poolReason).toBe('generator');
    expect(standardLibraryCall('subprocess.run')?.poolReason).toBe('forks');
  });

  it('says how dear a computation is', () => {
    expect(standardLibraryCall('hashlib.pbkdf2_hmac')?.size).toMatchObject({
      position: 3,
      keyword: 'iterations',
    });
    expect(standardLibraryCall('hashlib.scrypt')?.size?.judge).toBe('cost-argument');
  });
});

describe('chains of calls', () => {
  it('follows results and attributes', () => {
    expect(returnTypeOf('sqlite3.connect')).toBe('sqlite3.Connection');
    expect(returnTypeOf('sqlite3.Connection.execute')).toBe('sqlite3.Cursor');
    expect(returnTypeOf('gevent.get_hub')).toBe('gevent.hub.Hub');
    expect(attributeTypeOf('gevent.hub.Hub.threadpool')).toBe('gevent.threadpool.ThreadPool');
    expect(returnTypeOf('gevent.hub.Hub.threadpool')).toBeUndefined();
    expect(returnTypeOf('pathlib.Path')).toBe('pathlib.Path');
    expect(isKnownClass('pathlib.Path')).toBe(true);
    expect(isKnownClass('sqlite3.connect')).toBe(false);
  });
});

describe('greenlets and threads', () => {
  it('finds the callable', () => {
    expect(spawner('gevent.spawn')?.callable).toEqual({ position: 0 });
    expect(spawner('gevent.spawn_later')?.callable).toEqual({ position: 1 });
    expect(spawner('gevent.pywsgi.WSGIServer')).toMatchObject({
      callable: { position: 1, keyword: 'application' },
      many: true,
    });
    expect(spawner('threading.Thread')?.when).toBe('thread-patched');
    expect(spawner('gevent.threadpool.ThreadPool.spawn')).toBeUndefined();
    expect(threadPoolCall('gevent.threadpool.ThreadPool.spawn')?.callable.position).toBe(0);
    expect(greenletClass('gevent.Greenlet')?.methods).toEqual(['_run']);
  });

  it('knows what switches', () => {
    expect(switchingCall('gevent.sleep')?.part).toBe('gevent');
    expect(switchingCall('time.sleep')?.part).toBe('time');
    expect(switchingCall('os.system')).toBeUndefined();
  });
});

describe('patching', () => {
  it('knows the signature of patch_all', () => {
    const names = positionalParameters('gevent.monkey.patch_all').map((row) => row.keyword);
    expect(names.slice(0, 4)).toEqual(['socket', 'dns', 'time', 'select']);
    expect(names).toHaveLength(15);
    expect(patchKeyword('gevent.monkey.patch_all', 'httplib')?.status).toBe('removed');
    expect(patchKeyword('gevent.monkey.patch_all', 'sys')?.status).toBe('no-op');
    expect(patchKeyword('gevent.monkey.patch_all', 'sockets')).toBeUndefined();
    expect(patchFunction('gevent.monkey.patch_socket')?.aggressive).toBe(false);
    expect(patchFunction('gevent.monkey.patch_select')?.aggressive).toBe(true);
    expect(patchFunction('gevent.monkey.patch_sys')?.noop).toBe(true);
  });
});

describe('removed names', () => {
  it('finds what stands below a removed module', () => {
    expect(removedFromGevent('gevent.coros.Semaphore')).toMatchObject({
      row: { replacement: 'gevent.lock', dropIn: true },
      rest: '.Semaphore',
    });
    expect(removedFromGevent('gevent.signal')?.row.replacement).toBe('gevent.signal_handler');
    expect(removedFromGevent('gevent.signal.signal')).toBeUndefined();
    expect(removedFromGevent('gevent.lock.Semaphore')).toBeUndefined();
    expect(removedFromGevent('coros.Semaphore')).toBeUndefined();
  });

  it('knows the selectors that an aggressive patch removes', () => {
    expect(removedSelector('select.epoll')).toMatchObject({
      replacement: 'select.poll',
      dropIn: false,
    });
    expect(removedSelector('select.poll')).toBeUndefined();
  });
});

it('star imports of unknown modules are unknown', () => {
  expect(starExports('time')?.has('sleep')).toBe(true);
  expect(starExports('no.such.module')).toBeUndefined();
});
