import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DeploymentFormat } from '../server/src/deployment/deployment-file.ts';
import type { Launch } from '../server/src/deployment/launch.ts';
import { commandWrappers } from '../server/src/knowledge/command-wrappers.ts';
import { launcherPrograms } from '../server/src/knowledge/launchers.ts';
import { projectOf } from './support/project.ts';
import { testProjects } from './support/test-project.ts';

/**
 * Spellings that decide who patches, and the project that shows each. The project's files hold the
 * text, or its `project.json` does where the spelling is one of the run.
 */
const spellings: readonly (readonly [spelling: RegExp, project: string])[] = [
  // gunicorn
  [/gunicorn .*-k gevent shop/, 'procfile-gunicorn'],
  [/-k gevent --preload/, 'procfile-preload'],
  [/--worker-class=gevent --worker-connections=500/, 'dockerfile-cmd-args'],
  [/"-c", "python:shop\.gunicorn"/, 'dockerfile-cmd-args'],
  [/CMD \["gunicorn", "-k", "\$WORKER"/, 'dockerfile-variables'],
  [/CMD gunicorn -k \$\{WORKER:-gevent\}/, 'dockerfile-variables'],
  [/-k \$\{K\} \\\n/, 'systemd-unit'],
  [/GUNICORN_CMD_ARGS="-k gevent"/, 'supervisor-environment'],
  [/-k gevent --worker-class gthread/, 'shell-entrypoint'],
  [/-k gevent_pywsgi/, 'module-gunicorn'],
  [/python -m gevent\.monkey --module gunicorn --preload/, 'module-gunicorn'],
  [/^monkey\.patch_all\(\)/m, 'gunicorn-conf-patches'],
  [/def post_fork/, 'gunicorn-hooks'],
  [/def on_starting/, 'gunicorn-hooks'],
  [/self\.cfg\.set\("worker_class", "gevent"\)/, 'gunicorn-script'],
  [/StandaloneApplication\(application, options\)\.run\(\)/, 'gunicorn-script-options'],
  [/-k eventlet/, 'gunicorn-eventlet'],
  // celery
  [/worker -Pgevent/, 'compose-celery-joined'],
  [/"-P", "gevent", "-Q", "mail,multi"/, 'compose-celery-queues'],
  [/"-P", "gevent", "-Q", "multi"/, 'compose-celery-queues'],
  [/worker_pool = "gevent"/, 'celery-configuration'],
  [/app\.worker_main\(\["worker", "-P", "gevent"/, 'celery-script'],
  [/celery multi start w1/, 'celery-multi'],
  // uWSGI
  [/gevent-monkey-patch = true\n(?:.*\n)*lazy-apps = true/, 'uwsgi-monkey-patch'],
  [/shared-import = .*\n(?:.*\n)*gevent-early-monkey-patch = true/, 'uwsgi-monkey-patch'],
  // task queues
  [/huey_consumer shop\.huey -k greenlet/, 'procfile-huey'],
  [/--module huey\.bin\.huey_consumer/, 'procfile-huey'],
  [/dramatiq-gevent/, 'dramatiq-actors'],
  [/rq worker -c settings/, 'rq-worker'],
  // what Python itself does
  [/python -m gevent\.monkey poll\.py/, 'make-and-ci'],
  [/python -m gevent\.monkey --no-queue/, 'make-and-ci'],
  [/- -c\n +- import gevent\.monkey; gevent\.monkey\.patch_all\(\)/, 'code-behind-c'],
  [/PYTHONPATH=site/, 'site-module'],
  [/^import gevent\.monkey; gevent\.monkey\.patch_all\(\)$/m, 'path-configuration'],
  [/python -m crawler/, 'package-main'],
  [/#!\/usr\/bin\/env python3/, 'bin-script'],
  [/sys\.path\.insert\(0, os\.path\.join\(HERE/, 'added-folders'],
  // agents
  [/ddtrace-run gunicorn/, 'agent-ddtrace'],
  [/ddtrace-run python/, 'agent-ddtrace'],
  [/newrelic-admin run-program/, 'agent-newrelic'],
  [/newrelic-admin run-python/, 'agent-newrelic'],
  [/GEVENT_PATCH\n +value: patch_all/, 'kubernetes-opentelemetry'],
  [/"gevent": true/, 'vscode-launch'],
  // frameworks and tests
  [/from locust import/, 'locust-script'],
  [/locustfile/, 'locust-load'],
  [/FLASK_APP=/, 'flask-run'],
  [/manage\.py runserver/, 'django-site'],
  [/config\.wsgi/, 'django-site'],
  [/_AIRFLOW_PATCH_GEVENT=1/, 'airflow-webserver'],
  [/async_mode="gevent"/, 'socketio-chat'],
  [/-p \w+/, 'pytest-plugin'],
  [/patch_all\(\)/, 'pytest-conftest'],
  [/def test_link_answers/, 'pytest-test-module'],
  [/console_scripts/, 'setup-cfg-console'],
  [/\[project\.scripts\]/, 'src-layout-console'],
  [/waitress-serve/, 'waitress-late'],
];

/** Formats that start nothing: what they say is tested where it is read. */
const formatsWithoutProject: Partial<Record<DeploymentFormat, string>> = {
  requirements: 'test/deployment/dependencies.test.ts',
  conda: 'test/deployment/dependencies.test.ts',
  lock: 'test/deployment/dependencies.test.ts',
  pipfile: 'test/deployment/dependencies.test.ts',
};

const formats: Record<DeploymentFormat, true> = {
  procfile: true,
  dockerfile: true,
  compose: true,
  kubernetes: true,
  systemd: true,
  supervisor: true,
  circus: true,
  uwsgi: true,
  shell: true,
  makefile: true,
  ci: true,
  'launch-json': true,
  environment: true,
  'path-configuration': true,
  requirements: true,
  conda: true,
  lock: true,
  pipfile: true,
  'python-project': true,
  'test-configuration': true,
  'tool-configuration': true,
};

const projects = testProjects();
const launches: Launch[] = [];
const seen = new Set<DeploymentFormat>();

beforeAll(async () => {
  for (const { files } of projects) {
    const { deployments } = await projectOf(files);
    for (const { file, launches: own } of deployments) {
      launches.push(...own);
      if (file.commands.length + file.settings.length + file.scripts.length > 0) {
        seen.add(file.format);
      } else if (file.environment.length > 0) seen.add(file.format);
    }
  }
});

describe('every launcher has a project', () => {
  it.each([...new Set(launcherPrograms.map(({ launcher }) => launcher)), 'python'])(
    '%s',
    (name) => {
      const names = [
        name,
        ...launcherPrograms.filter((row) => row.launcher === name).map(({ program }) => program),
      ];
      expect(launches.some(({ launcher }) => names.includes(launcher))).toBe(true);
    },
  );
});

describe('every agent has a project', () => {
  const agents = commandWrappers.filter(({ agent }) => agent === true);
  it.each([...new Set(agents.map(({ program }) => program))])('%s', (name) => {
    expect(launches.map(({ options }) => options.agent?.value)).toContain(name);
  });
});

describe('every format has a project, or a test of its reader', () => {
  it.each(Object.keys(formats) as DeploymentFormat[])('%s', (format) => {
    const reader = formatsWithoutProject[format];
    if (reader === undefined) expect([...seen]).toContain(format);
    else {
      expect(readFileSync(reader, 'utf8')).toMatch(/\bread\(/);
      expect([...seen], 'is no exception any more').not.toContain(format);
    }
  });
});

describe('every name of a launcher is read in a test', () => {
  const folder = 'test/deployment/launchers';
  const tests = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const texts = [...tests, ...projects.flatMap(({ files }) => Object.values(files))].join('\n');
  it.each(launcherPrograms.map(({ program }) => program))('%s', (program) => {
    const escaped = program.replace(/[.]/g, '\\.');
    expect(new RegExp(`(?:^|[\\s'"/\`])${escaped}(?=$|[\\s'",\`])`, 'm').test(texts)).toBe(true);
  });
});

describe('every spelling has a project', () => {
  it.each(spellings)('%s in %s', (spelling, name) => {
    const project = projects.find((one) => one.name === name);
    expect(project, name).toBeDefined();
    const { files, description } = project!;
    const texts = [...Object.values(files), JSON.stringify(description)];
    expect(texts.some((text) => spelling.test(text))).toBe(true);
  });

  it('and every project shows one, or a shape of imports', () => {
    const shapes = ['import-shapes', 'partial-patch', 'united-patches', 'pywsgi-late'];
    const shown = new Set([...spellings.map(([, name]) => name), ...shapes]);
    expect(projects.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });
});
