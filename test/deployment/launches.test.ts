// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a shell's variables
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDeploymentFile, type Word } from '../../server/src/deployment/deployment-file.ts';
import { readDeploymentFile } from '../../server/src/deployment/read-deployment-file.ts';
import { readLaunches } from '../../server/src/deployment/read-launches.ts';
import { commandWrappers } from '../../server/src/knowledge/command-wrappers.ts';
import { launcherOptions } from '../../server/src/knowledge/launcher-options.ts';
import { launcherPrograms } from '../../server/src/knowledge/launchers.ts';
import { deploymentSettings, type Given, launchOf, summary, surroundings } from './launching.ts';

/** What a file starts, read from its text. */
function launchesOf(path: string, text: string, given: Given = {}): string[] {
  return readLaunches(path, readDeploymentFile(path, text), surroundings(given)).map(summary);
}

describe('files', () => {
  it('Procfile: the application runs before the worker patches', () => {
    expect(
      launchesOf('/shop/Procfile', 'web: gunicorn -w 4 -k gevent --preload shop.wsgi\n'),
    ).toEqual(['import shop.wsgi:application · patch | yes']);
  });

  it('Dockerfile: options in a variable, settings in a module', () => {
    const text =
      'FROM python\nENV GUNICORN_CMD_ARGS="--worker-class=gevent --worker-connections=500"\n' +
      'CMD ["gunicorn", "-c", "python:shop.gunicorn", "shop.wsgi:app"]\n';
    const given = { settings: { 'shop.gunicorn': "bind = ':80'\n" } };
    expect(launchesOf('/shop/Dockerfile', text, given)).toEqual([
      'import shop.gunicorn · patch · import shop.wsgi:app | yes',
    ]);
  });

  it('Dockerfile: nobody fills in a variable in the exec form', () => {
    const exec = 'FROM python\nCMD ["gunicorn", "-k", "$WORKER", "app:app"]\n';
    expect(launchesOf('/shop/Dockerfile', exec)).toEqual(['patch? · import app:app | unknown']);
    const shell = 'FROM python\nCMD gunicorn -k ${WORKER:-gevent} app:app\n';
    expect(launchesOf('/shop/Dockerfile', shell)).toEqual(['patch · import app:app | yes']);
  });

  it('compose: the joined spelling does not patch', () => {
    const compose = (command: string) =>
      launchesOf(
        '/shop/compose.yml',
        `services:\n  jobs:\n    image: shop\n    command: ${command}\n`,
      );
    expect(compose('celery -A shop worker -Pgevent -c 200')).toEqual(['import shop | yes']);
    expect(
      compose('["celery", "-A", "shop", "worker", "-P", "gevent", "-Q", "mail,multi"]'),
    ).toEqual(['patch · import shop | yes']);
    expect(compose('["celery", "-A", "shop", "worker", "-P", "gevent", "-Q", "multi"]')).toEqual([
      'import shop | yes',
    ]);
  });

  it('uwsgi.ini: lazy-apps does not help', () => {
    const text = 'module = shop.wsgi\ngevent = 200\ngevent-monkey-patch = true\nlazy-apps = true\n';
    const settings = deploymentSettings(`[uwsgi]\n${text}`);
    const file = { ...emptyDeploymentFile('uwsgi'), settings };
    expect(readLaunches('/shop/uwsgi.ini', file, surroundings({})).map(summary)).toEqual([
      'import shop.wsgi:application · patch | yes',
    ]);
  });

  it('supervisor: without a shell an assignment is the program', () => {
    const words: Word[] = ['WORKER=gevent', 'gunicorn', '-k', '$WORKER', 'app:app'].map((text) => ({
      parts: [{ text }],
      span: [0, 1],
    }));
    const command = { name: 'web', words, environment: [], span: [0, 1] as const };
    const file = { ...emptyDeploymentFile('supervisor'), commands: [command] };
    expect(readLaunches('/shop/supervisord.conf', file, surroundings({}))).toEqual([]);
    const given = { environment: { GUNICORN_CMD_ARGS: '-k gevent' } };
    expect(summary(launchOf('gunicorn app:app', given))).toBe('patch · import app:app | yes');
  });

  it('systemd: variables of the unit', () => {
    const launch = launchOf('/srv/venv/bin/gunicorn -k ${K} shop.wsgi', {
      environment: { K: 'gevent' },
    });
    expect(summary(launch)).toBe('patch · import shop.wsgi:application | yes');
  });

  it('Kubernetes: the tracer patches where it is asked to', () => {
    const text = 'opentelemetry-instrument gunicorn -k gevent --preload app:app';
    const name = 'OTEL_PYTHON_AUTO_INSTRUMENTATION_EXPERIMENTAL_GEVENT_PATCH';
    expect(summary(launchOf(text, { environment: { [name]: 'patch_all' } }))).toBe(
      'patch · import app:app · patch | yes',
    );
    expect(summary(launchOf(text))).toBe('import app:app · patch | yes');
  });

  it('Procfile: huey patches only under gevent.monkey', () => {
    const text =
      'worker: python -m gevent.monkey --module huey.bin.huey_consumer shop.huey -k greenlet\n' +
      'other: huey_consumer shop.huey -k greenlet\n';
    expect(launchesOf('/shop/Procfile', text)).toEqual([
      'patch · import shop:huey | yes',
      'import shop:huey | yes',
    ]);
  });

  it('says which variable or file an unknown value comes from, and keeps the limit of files', () => {
    const command = {
      name: 'web',
      words: [{ parts: [{ text: 'gunicorn' }], span: [0, 8] as const }],
      environment: [],
      descriptors: { limit: 1024, span: [3, 7] as const },
      span: [0, 8] as const,
    };
    const file = { ...emptyDeploymentFile('systemd'), commands: [command] };
    const [launch] = readLaunches('/shop/a.service', file, surroundings({}));
    expect(launch?.options.descriptors).toEqual({
      value: '1024',
      path: '/shop/a.service',
      span: [3, 7],
      from: 'command line',
    });
  });

  it('reads whether a configuration of the editor copes with gevent', () => {
    const launches = (gevent: string[]) => {
      const words = ['python', '-m', 'shop'].map((text) => ({
        parts: [{ text }],
        span: [50, 54] as const,
      }));
      const setting = (section: string, key: string, value: string, at: number) => {
        const span = [at, at + 4] as const;
        return { section, key, value, span, keySpan: span };
      };
      const file = {
        ...emptyDeploymentFile('launch-json'),
        commands: [{ name: 'web', words, environment: [], span: [50, 54] as const }],
        settings: [
          setting('configurations.0', 'program', 'other.py', 10),
          setting('configurations.0', 'gevent', 'true', 20),
          setting('configurations.1', 'type', 'debugpy', 40),
          setting('configurations.1', 'module', 'shop', 50),
          ...gevent.map((key) => setting('configurations.1', key, 'true', 60)),
        ],
      };
      return readLaunches('/shop/.vscode/launch.json', file, surroundings({}));
    };
    const [plain] = launches([]);
    expect(plain?.options).toEqual({
      agent: { value: 'debugpy', path: '/shop/.vscode/launch.json', span: [40, 44], from: 'type' },
    });
    expect(summary(plain)).toBe('run shop | no');
    for (const key of ['gevent', 'env.GEVENT_SUPPORT']) {
      expect(launches([key])[0]?.options['gevent-support']).toMatchObject({
        value: 'true',
        span: [60, 64],
        from: key,
      });
    }
  });
});

describe('variables', () => {
  it.each<[string, Given, string]>([
    [
      'gunicorn $OPTIONS app:app',
      { environment: { OPTIONS: '-k gevent -w 4' } },
      'patch · import app:app | yes',
    ],
    [
      'gunicorn $A app:app',
      { environment: { B: '-k gevent', A: '$B' } },
      'patch · import app:app | yes',
    ],
    ['gunicorn -k $A app:app', { environment: { A: '$A' } }, 'patch? · import app:app | unknown'],
    ['gunicorn -k ${A:-gevent} app:app', { environment: { A: 'sync' } }, 'import app:app | no'],
    [
      'gunicorn -k ${A:-gevent} app:app',
      { environment: { A: '$HOST' } },
      'patch? · import app:app | unknown',
    ],
    ['gunicorn -k gevent --workers=$N app:app', {}, 'patch · import app:app | yes'],
  ])('%s %o → %s', (text, given, expected) => {
    expect(summary(launchOf(text, given))).toBe(expected);
  });

  it('stays fast where each variable doubles the one before', () => {
    const environment = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [`A${n}`, n === 0 ? 'x' : `$A${n - 1}$A${n - 1}`]),
    );
    expect(summary(launchOf('gunicorn -k $A59 app:app', { environment }))).toContain('unknown');
  });
});

describe('labels', () => {
  it('are short', () => {
    expect(launchOf(`python app.py ${'x'.repeat(80)}`)?.label).toHaveLength(60);
    expect(launchOf('/srv/bin/gunicorn -k $K app:app')?.label).toBe('gunicorn -k … app:app');
  });

  it('leave out what stands before the program and says nothing of it', () => {
    const label = (text: string) => launchOf(text)?.label;
    expect(label('exec /srv/bin/gunicorn app:app')).toBe('gunicorn app:app');
    expect(label('env -u X A=b poetry run celery -A shop worker')).toBe('celery -A shop worker');
    expect(label('tini -- sudo -u web exec python web.py')).toBe('python web.py');
    expect(label('uv run --with x web.py')).toBe('web.py');
    expect(label('uv run -m shop')).toBe('uv run -m shop');
    expect(label('exec ddtrace-run gunicorn app:app')).toBe('ddtrace-run gunicorn app:app');
    expect(label('coverage run -m shop')).toBe('coverage run -m shop');
  });
});

it('never throws, and keeps its places inside of what it was given', () => {
  const texts = [
    ...launcherPrograms.flatMap(({ program, module }) => [program, module ?? program]),
    ...commandWrappers.flatMap(({ program, subcommand }) => [program, subcommand ?? program]),
    ...launcherOptions.map(({ option }) => `--${option}`),
    ...launcherOptions.flatMap(({ short }) => (short === undefined ? [] : [`-${short}`])),
    ...[
      'python',
      '-m',
      '-c',
      'gevent.monkey',
      '--module',
      'gevent',
      'run',
      'worker',
      '--',
      '-',
      '',
      'app.py',
    ],
    ...['a:b', 'a:b()', '=', '--=', '-=', 'multi', '--no-socket', 'uwsgi.ini', 'python:a.b', 'A=b'],
  ];
  const part = fc.oneof(
    fc.record({ text: fc.oneof(fc.constantFrom(...texts), fc.string()) }),
    fc.record({ variable: fc.constantFrom('A', 'B', 'GUNICORN_CMD_ARGS', '@') }),
  );
  const parts = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...texts).map((text) => [{ text }]) },
    { weight: 1, arbitrary: fc.array(part, { maxLength: 3 }) },
  );
  const environment = fc.array(
    fc.record({
      name: fc.constantFrom(
        'A',
        'B',
        'GUNICORN_CMD_ARGS',
        'UWSGI_INI',
        'FLASK_APP',
        'PYTEST_ADDOPTS',
      ),
      value: parts,
      span: fc.constant([0, 1] as const),
    }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 10 }), environment, (words, variables) => {
      const command = {
        name: '',
        words: words.map((one, index) => ({ parts: one, span: [index, index + 1] as const })),
        environment: variables,
        span: [0, words.length] as const,
      };
      const file = { ...emptyDeploymentFile('shell'), commands: [command] };
      for (const launch of readLaunches('/shop/a.sh', file, surroundings({}))) {
        for (const { span } of [...launch.phases, ...Object.values(launch.options)]) {
          expect(span[0]).toBeGreaterThanOrEqual(0);
          expect(span[1]).toBeLessThanOrEqual(Math.max(words.length, 1));
        }
      }
    }),
    { numRuns: 2000 },
  );
});
