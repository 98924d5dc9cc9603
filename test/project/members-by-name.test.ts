import { describe, expect, test } from 'vitest';
import { reached } from '../support/reached.ts';

const start = 'import gevent\ngevent.spawn(start)\n';

function handler(line: string): string {
  return `class Handler:
    def take(self, kind):
        ${line}
    def do_save(self): pass
    def do_load(self): pass
    def on_save_done(self): pass
    def plain(self): pass

def start():
    Handler().take("save")
${start}`;
}

const both = ['app.py#Handler.do_load', 'app.py#Handler.do_save'];

describe('methods that are looked up by a part of their name', () => {
  test.each([
    'getattr(self, "do_" + kind)()',
    'getattr(self, f"do_{kind}")()',
    'getattr(self, f"do_{kind}", None)()',
    'getattr(self, "do_%s" % kind)()',
    'getattr(self, "do_{}".format(kind))()',
    'method = getattr(self, "do_" + kind.lower(), None)\n        if method: method()',
    'name = f"do_{kind}"\n        method = getattr(self, name)\n        method()',
    'gevent.spawn(getattr(self, "do_" + kind))',
  ])('%s', async (line) => {
    const found = await reached({ 'app.py': handler(line) });
    expect(found.filter((name) => /\.(?:do_|on_|plain)/.test(name)).sort()).toEqual(both);
  });

  test.each([
    ['getattr(self, "on_" + kind + "_done")()', ['app.py#Handler.on_save_done']],
    ['getattr(self, f"on_{kind}_done")()', ['app.py#Handler.on_save_done']],
    ['getattr(self, kind + "_done")()', ['app.py#Handler.on_save_done']],
    ['getattr(self, "do_" + kind, self.plain)()', [...both, 'app.py#Handler.plain']],
    ['getattr(self, kind)()', []],
    ['getattr(self, f"{kind}")()', []],
    ['getattr(self, "do_" + kind)', []],
    ['getattr(kind, "do_" + kind)()', []],
    ['name = "do_x"\n        name = kind\n        getattr(self, name)()', []],
    ['getattr = print\n        getattr(self, "do_" + kind)()', []],
  ])('%s leads to %j', async (line, expected) => {
    const found = await reached({ 'app.py': handler(line) });
    expect(found.filter((name) => /\.(?:do_|on_|plain)/.test(name)).sort()).toEqual(expected);
  });

  test('also inherited ones, and functions of a module', async () => {
    const found = await reached({
      'jobs.py': 'def job_a(): pass\ndef job_b(): pass\ndef other(): pass\n',
      'base.py': 'class Base:\n    def do_base(self): pass\n',
      'app.py': `import jobs
from base import Base
class Handler(Base):
    def take(self, kind):
        getattr(self, "do_" + kind)()
        getattr(jobs, "job_" + kind)()
def start():
    Handler().take("base")
${start}`,
    });
    expect(found).toEqual(
      expect.arrayContaining(['base.py#Base.do_base', 'jobs.py#job_a', 'jobs.py#job_b']),
    );
    expect(found).not.toContain('jobs.py#other');
  });
});
