import { describe, expect, it } from 'vitest';
import { runIn } from './run-in.ts';

const files = {
  'serve.py':
    'from shop import mail\nfrom gevent import monkey\nmonkey.patch_all()\nfrom shop import jobs\nif __name__ == "__main__":\n    jobs.run()\n',
  'shop/__init__.py': '',
  'shop/mail.py': 'from time import sleep\n\ndef send():\n    sleep(1)\n',
  'shop/jobs.py':
    'import gevent\nfrom shop import mail\ndef run():\n    gevent.spawn(mail.send).join()\n',
  'nightly.py': 'import gevent\nif __name__ == "__main__":\n    gevent.spawn(print).join()\n',
};

const serveText = `serve.py
  \`serve.py\` is run as a script (serve.py:5:1)
  Patched by serve.py, line 3, with everything.

before   serve.py
before     shop       imported at serve.py:1:1
before     shop.mail  imported at serve.py:1:18
             ! too early, line 1: \`sleep\` is taken from \`time\` before monkey.patch_all() runs. It blocks every greenlet while it sleeps.
─── patch: monkey.patch_all() (everything) at serve.py:3:1 ───────────────────
after      shop.jobs  imported at serve.py:4:18
`;

describe('greenlint timeline', () => {
  it('draws one program by its file, its module, or all of them', async () => {
    expect(await runIn(files, 'timeline serve.py')).toMatchObject({ status: 0, output: serveText });
    expect(await runIn(files, 'timeline serve')).toMatchObject({ status: 0, output: serveText });
    const all = await runIn(files, 'timeline');
    expect(all.output).toContain(serveText);
    expect(all.output).toContain('nightly.py\n');
    expect(all.output).toContain('  Never patched.\n');
    expect(all.errors).toBe('');
  });

  it('draws what a deployment file starts, by that file or by the command', async () => {
    const served = {
      Procfile: 'web: gunicorn -k gevent --preload app:app\n',
      'app.py':
        'from time import sleep\ndef app(environ, start_response):\n    sleep(1)\n    return []\n',
      'serve.py': files['nightly.py'],
    };
    const expected = {
      status: 0,
      output: `gunicorn -k gevent --preload app:app
  \`Procfile\` starts \`gunicorn -k gevent --preload app:app\` (Procfile:1:6)
  Patched by gunicorn's gevent worker (Procfile, line 1), with everything.

before   app
           ! too early, line 1: \`sleep\` is taken from \`time\` before the patch runs. It blocks every greenlet while it sleeps.
─── patch: gunicorn's gevent worker (everything) at Procfile:1:18 ────────────
`,
    };
    expect(await runIn(served, 'timeline Procfile')).toMatchObject(expected);
    expect(await runIn(served, 'timeline app')).toMatchObject(expected);
  });

  it('prints JSON with lines and columns from 1', async () => {
    const { status, output } = await runIn(files, 'timeline serve.py --output-format json');
    expect(status).toBe(0);
    const [program, ...others] = JSON.parse(output);
    expect(others).toEqual([]);
    expect(program).toMatchObject({
      label: 'serve.py',
      entry: { file: 'serve.py', module: 'serve', at: { path: 'serve.py' } },
      patched: { state: 'after', by: [{ text: 'serve.py, line 3' }] },
    });
    expect(program).not.toHaveProperty('id');
    expect(program.steps[2]).toMatchObject({
      kind: 'module',
      name: 'shop.mail',
      file: 'shop/mail.py',
      state: 'before',
      depth: 1,
      certain: true,
      from: [{ at: { path: 'serve.py', range: { start: { line: 1, column: 18 } } } }],
      early: [
        {
          kind: 'name',
          subject: 'time.sleep',
          at: { path: 'shop/mail.py', range: { start: { line: 1, column: 18 } } },
        },
      ],
    });
    expect(program.steps[3]).toMatchObject({ kind: 'patch', adds: true, what: 'everything' });
  });

  it('says in one line that a program is not known, and which are', async () => {
    expect(await runIn(files, 'timeline sevre.py')).toMatchObject({
      status: 2,
      output: '',
      errors:
        'greenlint: sevre.py: no gevent program starts there; there are: nightly.py, serve.py\n',
    });
    expect(await runIn({ 'a.py': 'x = 1\n' }, 'timeline a.py')).toMatchObject({
      status: 2,
      errors: 'greenlint: a.py: no program that uses gevent was found\n',
    });
    expect(await runIn(files, 'timeline --output-format yaml')).toMatchObject({ status: 2 });
  });

  it('knows a program that a library alone makes one of gevent', async () => {
    const load = {
      'locustfile.py': 'from locust import HttpUser\n',
      Makefile: 'load:\n\tlocust\n',
    };
    const { output } = await runIn(load, 'timeline');
    expect(output).toContain('Patched by locust');
    expect(output).toContain('after    locustfile\n');
  });

  it('has nothing to show where there is no gevent', async () => {
    const { status, output } = await runIn({ 'a.py': 'x = 1\n' }, 'timeline --output-format json');
    expect({ status, output }).toEqual({ status: 0, output: '[]\n' });
  });

  it('is in colour on a terminal alone, and draws no control characters of file names', async () => {
    const terminal = await runIn(files, 'timeline serve.py', { isTerminal: true });
    expect(terminal.output).toContain('\u001b[31m');
    expect((await runIn(files, 'timeline serve.py')).output).not.toContain('\u001b');
    const odd = await runIn({ 'a\u001b[2J.py': files['nightly.py'] }, 'timeline');
    expect(odd.status).toBe(0);
    expect(odd.output).toContain('a\ufffd[2J.py');
    expect(odd.output).not.toContain('\u001b');
  });

  it('explains itself', async () => {
    const { output, status } = await runIn({}, 'timeline --help');
    expect(status).toBe(0);
    expect(output).toContain('greenlint timeline [options] [entry]');
  });
});
