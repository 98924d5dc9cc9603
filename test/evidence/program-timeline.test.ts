import { describe, expect, test } from 'vitest';
import { programHeads, timelineOf } from '../../server/src/evidence/timeline/build-timeline.ts';
import {
  type FilePlace,
  type ProgramTimeline,
  placesIn,
  withPlaces,
} from '../../server/src/evidence/timeline/program-timeline.ts';
import { projectOf, workspace } from '../support/project.ts';

const PATCH = 'from gevent import monkey\nmonkey.patch_all()\n';

const words = {
  file: (path: string) => path.slice(workspace.length + 1),
  place: (path: string, offset: number) => `${path.slice(workspace.length + 1)}@${offset}`,
};

async function timelines(
  files: Record<string, string>,
): Promise<readonly ProgramTimeline<FilePlace>[]> {
  const project = await projectOf(files);
  return programHeads(project, words).map(({ program, head }) =>
    timelineOf(program, head, project, words),
  );
}

async function only(files: Record<string, string>): Promise<ProgramTimeline<FilePlace>> {
  const all = await timelines(files);
  expect(all.map(({ label }) => label)).toHaveLength(1);
  return all[0]!;
}

/** Steps as short lines: two spaces for each import above. */
function drawn({ steps }: ProgramTimeline<FilePlace>): string[] {
  return steps.map((step) => {
    const margin = '  '.repeat(step.depth);
    const perhaps = step.certain ? '' : '?';
    if (step.kind === 'call') return `${margin}> ${step.name}`;
    if (step.kind === 'patch') {
      return `${margin}--${perhaps} ${step.by}: ${step.what}${step.adds ? '' : ' (again)'}`;
    }
    const early = step.early.map(({ kind, subject }) => ` !${kind} ${subject}`).join('');
    return `${margin}${step.name}${perhaps} ${step.state}${early}`;
  });
}

describe('the timeline of a script', () => {
  const files = {
    'serve.py': `import shop.app\n${PATCH}from shop import jobs\nif __name__ == "__main__":\n    jobs.run()\n`,
    'shop/__init__.py': '',
    'shop/app.py': 'from shop import mail\n',
    'shop/mail.py': 'from time import sleep\n\ndef send():\n    sleep(1)\n',
    'shop/jobs.py':
      'import gevent\nfrom shop import mail\nfrom gevent import monkey\nmonkey.patch_all(dns=False)\ndef run():\n    gevent.spawn(mail.send).join()\n',
  };

  test('draws modules in their order, the patch among them, and what came too early', async () => {
    expect(drawn(await only(files))).toEqual([
      'serve.py before',
      '  shop before',
      '  shop.app before',
      '    shop.mail before !name time.sleep',
      '-- serve.py@42: everything',
      '  shop.jobs after',
      '  -- shop/jobs.py@62: everything but dns (again)',
    ]);
  });

  test('says who patches, with what, and where one learns that', async () => {
    const { label, entry, started, patched } = await only(files);
    expect(label).toBe('serve.py');
    expect(entry).toMatchObject({ file: 'serve.py', module: 'serve' });
    expect(started).toMatchObject([{ text: '`serve.py` is run as a script' }]);
    expect(patched).toMatchObject({
      state: 'after',
      by: [{ text: 'serve.py@42' }],
      sentence: 'Patched by serve.py@42, with everything.',
    });
    expect(patched.parts).toContain('socket');
  });

  test('names the statement that imports each module', async () => {
    const { steps } = await only(files);
    const mail = steps.find((step) => step.kind === 'module' && step.name === 'shop.mail');
    if (mail?.kind !== 'module') throw new Error('no such step');
    expect(mail.from).toEqual([
      {
        text: '`app.py` imports `shop.mail` here',
        at: { path: `${workspace}/shop/app.py`, span: [17, 21] },
      },
    ]);
    const [early] = mail.early;
    expect(early?.text).toMatch(
      /^`sleep` is taken from `time` before monkey\.patch_all\(\) runs\. /,
    );
    expect(files['shop/mail.py'].slice(...(early?.at.span ?? []))).toBe('sleep');
  });

  test('names all its places, and takes other names for them', async () => {
    const timeline = await only(files);
    const places = placesIn(timeline);
    expect(places.length).toBeGreaterThan(10);
    const named = withPlaces(timeline, ({ path, span }) => `${words.file(path)}@${span[0]}`);
    expect(placesIn(named)).toEqual(
      places.map(({ path, span }) => `${words.file(path)}@${span[0]}`),
    );
    expect(named.steps[0]?.at).toBe('serve.py@0');
  });
});

test('several calls are united', async () => {
  const { patched, steps } = await only({
    'app.py':
      'from gevent import monkey\nmonkey.patch_socket()\nmonkey.patch_ssl()\nimport gevent\ngevent.spawn(print)\n',
  });
  expect(patched).toMatchObject({
    state: 'partly',
    parts: ['dns', 'socket', 'ssl'],
    sentence: 'Patched by app.py@26 and app.py@48, with dns, socket and ssl.',
  });
  expect(steps.filter(({ kind }) => kind === 'patch')).toMatchObject([
    { adds: true, call: 'monkey.patch_socket()' },
    { adds: true, call: 'monkey.patch_ssl()' },
  ]);
});

test('a launcher patches, after its settings and hooks, before the application', async () => {
  const timeline = await only({
    Procfile: 'web: gunicorn -k gevent app:app\n',
    'gunicorn.conf.py': 'def post_fork(server, worker):\n    import late\n',
    'late.py': '',
    'app.py': 'app = object()\n',
  });
  expect(drawn(timeline)).toEqual([
    'gunicorn.conf.py before',
    '> post_fork()',
    '  late before',
    "-- gunicorn's gevent worker: everything",
    'app after',
  ]);
  expect(timeline.label).toBe('gunicorn -k gevent app:app');
  expect(timeline.started.map(({ at }) => words.file(at.path))).toEqual(['Procfile']);
  expect(timeline.patched.sentence).toBe(
    "Patched by gunicorn's gevent worker (Procfile@17), with everything.",
  );
});

test('what is preloaded comes too early', async () => {
  const timeline = await only({
    Procfile: 'web: gunicorn -k gevent --preload app:app\n',
    'app.py':
      'from time import sleep\ndef app(environ, start_response):\n    sleep(1)\n    return []\n',
  });
  expect(drawn(timeline)).toEqual([
    'app before !name time.sleep',
    "-- gunicorn's gevent worker: everything",
  ]);
});

test('a library that patches when it is imported is named', async () => {
  const timeline = await only({
    'load.py': 'import db\nimport grequests\nimport late\n',
    'db.py': '',
    'late.py': '',
  });
  expect(drawn(timeline)).toEqual([
    'load.py before',
    '  db before',
    '-- importing `grequests`: everything but select and thread',
    '  late partly',
  ]);
});

test('what is not known is said to be unknown', async () => {
  const timeline = await only({
    'app.py':
      'import os\nimport gevent\nif os.environ.get("X"):\n    from gevent import monkey\n    monkey.patch_all()\n    import extra\nimport db\nif __name__ == "__main__":\n    gevent.spawn(print)\n',
    'extra.py': '',
    'db.py': '',
  });
  expect(drawn(timeline)).toEqual([
    'app.py unknown',
    '--? app.py@82: everything',
    '  extra? unknown',
    '  db unknown',
  ]);
  expect(timeline.patched.sentence).toBe('Whether it is patched is not known.');
});

test('a program that never patches says so', async () => {
  const timeline = await only({
    'app.py': 'import gevent\nif __name__ == "__main__":\n    gevent.spawn(print).join()\n',
  });
  expect(drawn(timeline)).toEqual(['app.py never']);
  expect(timeline.patched).toEqual({ state: 'never', by: [], sentence: 'Never patched.' });
});

test('programs of one entry have ids of their own, which edits do not change', async () => {
  const files = {
    Procfile: 'a: gunicorn -k gevent app:app\nb: gunicorn -k gevent --preload app:app\n',
    'app.py': 'app = object()\n',
  };
  const before = (await timelines(files)).map(({ id }) => id);
  expect(new Set(before).size).toBe(2);
  const after = (await timelines({ ...files, 'app.py': '# more\napp = object()\n' })).map(
    ({ id }) => id,
  );
  expect(after).toEqual(before);
});

test('a chain of imports longer than the call stack is no harm', async () => {
  const files: Record<string, string> = { 'm0.py': `${PATCH}import m1\n` };
  const length = 1000;
  for (let index = 1; index < length; index++) {
    files[`m${index}.py`] = index + 1 < length ? `import m${index + 1}\n` : '';
  }
  const { steps } = await only(files);
  expect(steps.at(-1)).toMatchObject({ name: `m${length - 1}`, depth: length - 1 });
});

test('a script that one plain command starts has the name of its file', async () => {
  const debugged = {
    'debug.sh': 'python -m debugpy --listen 5678 app.py\n',
    'app.py': 'import gevent\n',
  };
  const timeline = await only(debugged);
  expect(timeline.label).toBe('app.py');
  expect(timeline.command).toBe('python -m debugpy --listen 5678 app.py');
  expect(timeline.started[0]?.text).toContain('`python -m debugpy --listen 5678 app.py`');
});
