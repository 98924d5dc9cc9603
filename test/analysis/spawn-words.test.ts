import { expect, it } from 'vitest';
import { findingsOf } from '../support/fix-cases.ts';

const head = `import gevent
from gevent.pool import Pool

def work(seconds=0):
    gevent.sleep(seconds)

class Application:
    def __init__(self):
        self.background_pool = Pool(2)

application = Application()
`;

/** What is said of the one spawn below the head. */
async function messageOf(spawn: string): Promise<string> {
  const findings = await findingsOf({ 'app.py': `${head}${spawn}\n` });
  expect(findings.map(({ code }) => code)).toEqual(['GVT501']);
  return findings[0]?.message ?? '';
}

it.each([
  ['gevent.spawn_later(5, work(1))', 'gevent.spawn_later(…, work, …)'],
  ['application.background_pool.spawn(work(1))', 'background_pool.spawn(work, …)'],
  ['application.background_pool.map(work(1), [1])', 'background_pool.map(work, items)'],
  ['Pool(2).apply(work(1))', 'gevent.pool.Pool.apply(work, (…))'],
])('%s is told to be %s', async (spawn, told) => {
  const message = await messageOf(spawn);
  expect(message).toContain(told);
  expect(message).not.toContain('….');
});
