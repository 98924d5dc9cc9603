// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a shell's variables
import { describe, expect, it } from 'vitest';
import { type Given, launchOf, optionValues, summary } from '../launching.ts';

const patched = 'patch · import shop | yes';
const unpatched = 'import shop | yes';
const other = 'import shop | no';

describe('what patches, and what only chooses the pool', () => {
  it.each([
    ['celery -A shop worker -P gevent', patched],
    ['celery -A shop worker --pool gevent', patched],
    ['celery -A shop worker --pool=gevent', patched],
    ['celery --app=shop worker -l info -Q mail -P gevent -c 500', patched],
    ['python -m celery -A shop worker -P gevent', patched],
    ['celery -A shop worker -D -P gevent', patched],
    ['celery -A shop worker -Pgevent', unpatched],
    ['celery -A shop worker -P gevent -Q multi', unpatched],
    ['celery -A shop worker -P gevent -Q mail,multi', patched],
    ['celery -A multi worker -P gevent', 'import multi | yes'],
    ['celery -A shop worker -P solo --pool gevent', unpatched],
    ['celery -A shop worker -P gevent --pool solo', 'patch · import shop | no'],
    ['celery -A shop worker -P eventlet', other],
    ['celery -A shop worker -P prefork', other],
    ['celery -A shop worker -P shop.pools:Own', 'import shop | unknown'],
    ['celery -A shop worker', other],
    ['celery -A shop worker -P $POOL', 'patch? · import shop | unknown'],
    ['celery -A shop worker --pool=$POOL', 'patch? · import shop | unknown'],
    ['celery -A shop worker --pool=${POOL:-gevent}', patched],
    ['celery -A shop worker $OPTIONS', 'patch? · import shop | unknown'],
    ['celery -A shop multi start w1 w2 -P gevent', patched],
    [
      'celery multi start w1 w2 -A shop -P gevent -P:w2 solo -c:w1 100',
      'patch · import shop | unknown',
    ],
    ['celery -A shop beat', other],
    ['celery -A shop beat -P gevent', 'patch · import shop | no'],
    ['celery -A shop flower', other],
    ['celery -A shop inspect ping', 'none'],
    ['celery', 'none'],
  ])('%s → %s', (text, expected) => {
    expect(summary(launchOf(text))).toBe(expected);
  });

  it.each<[string, Given, string]>([
    ['celery -A shop worker', { environment: { CELERY_WORKER_POOL: 'gevent' } }, unpatched],
    [
      'celery -A shop worker',
      { environment: { CELERY_WORKER_POOL: '$P' } },
      'import shop | unknown',
    ],
    [
      'celery -A shop worker -P gevent',
      { settings: { 'celeryconfig.py': '' } },
      'patch os,thread · import ./celeryconfig.py · patch · import shop | yes',
    ],
    [
      'celery -A shop worker -P gevent',
      { environment: { CELERY_CONFIG_MODULE: 'shop.conf' } },
      'patch os,thread · import shop.conf · patch · import shop | yes',
    ],
    ['ddtrace-run celery -A shop worker -P gevent', {}, 'patch · import shop | yes'],
  ])('%s with %o → %s', (text, given, expected) => {
    expect(summary(launchOf(text, given))).toBe(expected);
  });
});

describe('the application', () => {
  it.each<[string, Given['modules'], string]>([
    ['shop', { shop: ['app', 'celery'] }, 'import shop:app'],
    ['shop', { shop: ['celery'] }, 'import shop:celery'],
    ['shop', { shop: [], 'shop.celery': ['app'] }, 'import shop · import shop.celery:app'],
    // `from .celery import app as celery_app` binds the submodule as well.
    ['shop', { shop: ['celery'], 'shop.celery': ['app'] }, 'import shop · import shop.celery:app'],
    ['shop.tasks', { shop: [], 'shop.tasks': ['app'] }, 'import shop.tasks:app'],
    ['shop.worker', { shop: ['worker'] }, 'import shop:worker'],
    ['shop:queue', { shop: ['queue'] }, 'import shop:queue'],
    ['shop.tasks', {}, 'import shop.tasks'],
  ])('-A %s in %o', (application, modules, expected) => {
    const launch = launchOf(`celery -A ${application} worker`, { modules: modules ?? {} });
    expect(summary(launch)).toBe(`${expected} | no`);
  });
});

it('names what decides something', () => {
  const launch = launchOf('celery --workdir src -A shop worker -B -c 100 -P gevent');
  expect(optionValues(launch)).toEqual({
    app: 'shop',
    beat: 'true',
    concurrency: '100',
    command: 'worker',
    pool: 'gevent',
  });
  expect(launch).toMatchObject({ folder: 'src', launcher: 'celery' });
  const set = launchOf('celery -A shop worker', { environment: { CELERY_WORKER_POOL: 'gevent' } });
  expect(set?.options.pool?.from).toBe('CELERY_WORKER_POOL');
});
