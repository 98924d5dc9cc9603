import { describe, expect, it } from 'vitest';
import { projectOf, workspace } from '../support/project.ts';

const APP = 'app = None\n';

/** Each launch: its file, label, whether its worker is gevent's, and where the class is named. */
async function launchesOf(files: Record<string, string>) {
  const project = await projectOf(files);
  const short = (path: string) => path.slice(workspace.length + 1);
  return project.deployments.flatMap(({ launches }) =>
    launches.map(({ path, label, greenlets, options }) => {
      const worker = options['worker-class'];
      const text = worker === undefined ? '' : files[short(worker.path)]!.slice(...worker.span);
      return [short(path), label, greenlets, worker && `${short(worker.path)}: ${text}`];
    }),
  );
}

describe('files of variables', () => {
  it('of a compose service are read, the service counts more, and places are in their file', async () => {
    const files = {
      'deploy/compose.yml': `services:
  web:
    command: gunicorn app:app
    env_file: [../env/web.env, {path: ../env/own.env}]
  api:
    command: gunicorn -w 2 app:app
    env_file: ../env/web.env
    environment: {GUNICORN_CMD_ARGS: -k sync}
  other:
    command: gunicorn -w 3 app:app
    env_file: ../env/missing.env
`,
      'env/web.env': 'GUNICORN_CMD_ARGS=-k gthread\n',
      'env/own.env': 'GUNICORN_CMD_ARGS="-k gevent"\n',
      'app.py': APP,
    };
    expect(await launchesOf(files)).toEqual([
      [
        'deploy/compose.yml',
        'gunicorn app:app',
        'yes',
        'env/own.env: GUNICORN_CMD_ARGS="-k gevent"',
      ],
      ['deploy/compose.yml', 'gunicorn -w 2 app:app', 'no', 'deploy/compose.yml: -k sync'],
      ['deploy/compose.yml', 'gunicorn -w 3 app:app', 'no', undefined],
    ]);
  });

  it('are those that a file names, and .env beside it, not every one of its folder', async () => {
    const web = { Procfile: 'web: gunicorn -k $KIND app:app\n', 'app.py': APP };
    const [unknown] = await launchesOf({ ...web, '.env.production': 'KIND=gevent\n' });
    expect(unknown?.[2]).toBe('unknown');
    const [known] = await launchesOf({ ...web, '.env': 'KIND=gevent\n' });
    expect(known?.[2]).toBe('yes');
  });

  it('of the editor and of systemd count from their own places', async () => {
    const launch = (more: string) =>
      `{"configurations": [{"type": "debugpy", "request": "launch", "module": "gunicorn", "args": ["app:app"]${more}}]}`;
    const files = { 'app.py': APP, 'conf/dev.env': 'GUNICORN_CMD_ARGS=-k gevent\n' };
    const own = ', "envFile": "${workspaceFolder}/conf/dev.env"';
    expect((await launchesOf({ ...files, '.vscode/launch.json': launch(own) }))[0]).toEqual([
      '.vscode/launch.json',
      'python -m gunicorn app:app',
      'yes',
      'conf/dev.env: GUNICORN_CMD_ARGS=-k gevent',
    ]);
    const unasked = { 'app.py': APP, '.env': 'GUNICORN_CMD_ARGS=-k gevent\n' };
    expect(
      (await launchesOf({ ...unasked, '.vscode/launch.json': launch('') }))[0]?.slice(2),
    ).toEqual(['yes', '.env: GUNICORN_CMD_ARGS=-k gevent']);
    const unit =
      '[Service]\nEnvironment=GUNICORN_CMD_ARGS="-k sync"\nEnvironmentFile=-/srv/conf/dev.env\nExecStart=/srv/bin/gunicorn app:app\n';
    expect((await launchesOf({ ...files, 'shop.service': unit }))[0]?.slice(2)).toEqual([
      'yes',
      'conf/dev.env: GUNICORN_CMD_ARGS=-k gevent',
    ]);
  });
});

describe('a compose service that extends one of another file', () => {
  const base = `services:
  plain:
    environment: {GUNICORN_CMD_ARGS: -k gevent}
  serving:
    extends: {file: ../compose.yml, service: loop}
    command: gunicorn -k $KIND app:app
    env_file: base.env
`;

  it('takes its variables, and its words where it has none', async () => {
    const files = {
      'compose.yml': `services:
  own:
    extends: {file: common/base.yml, service: plain}
    command: gunicorn app:app
  words:
    extends: {file: common/base.yml, service: serving}
    environment: {LC_ALL: C}
  lost:
    extends: {file: nowhere.yml, service: plain}
    command: gunicorn -w 9 app:app
  loop:
    extends: {file: common/base.yml, service: serving}
`,
      'common/base.yml': base,
      'common/base.env': 'KIND=gevent\n',
      'app.py': APP,
    };
    const launches = await launchesOf(files);
    const shown = launches.filter(([path]) => path === 'compose.yml');
    expect(shown).toEqual([
      ['compose.yml', 'gunicorn app:app', 'yes', 'common/base.yml: -k gevent'],
      ['compose.yml', 'gunicorn -k gevent app:app', 'yes', 'common/base.yml: $KIND'],
      ['compose.yml', 'gunicorn -w 9 app:app', 'no', undefined],
      // Two services that extend each other: compose refuses them, the reading ends.
      ['compose.yml', 'gunicorn -k gevent app:app', 'yes', 'common/base.yml: $KIND'],
    ]);
  });
});
