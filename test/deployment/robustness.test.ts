import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSuppressions } from '../../server/src/analysis/suppressions.ts';
import { deploymentFormat } from '../../server/src/deployment/read-deployment-file.ts';
import { allSpans, read } from './reading.ts';

const names = [
  'Procfile',
  'Dockerfile',
  'compose.yml',
  'pod.yaml',
  'a.service',
  'supervisord.conf',
  'circus.ini',
  'uwsgi.ini',
  'uwsgi.json',
  'uwsgi.xml',
  'run.sh',
  'Makefile',
  '.github/workflows/a.yml',
  '.gitlab-ci.yml',
  '.circleci/config.yml',
  'azure-pipelines.yml',
  '.vscode/launch.json',
  '.env',
  'a.pth',
  'pyproject.toml',
  'setup.cfg',
  'setup.py',
  'tox.ini',
  'locust.conf',
  'airflow.cfg',
  'requirements.txt',
  'Pipfile',
  'Pipfile.lock',
  'poetry.lock',
  'uv.lock',
  'environment.yml',
  'x.ini',
];

/** Pieces that mean something in one of the formats. */
const snippet = fc.constantFrom(
  ...'web: |CMD |ENTRYPOINT |FROM a\n|ENV K=|services:\n  a:\n    command: |kind: Pod\nspec:\n  containers:\n  - args: |[Service]\nExecStart=|[program:x]\ncommand=|[watcher:x]\ncmd = |[uwsgi]\n|run:\n\t|jobs:\n  a:\n    steps:\n    - run: |script: |stages:\n- jobs:\n  - |steps:\n- |bash: |<<parameters.x>>|<uwsgi>|<module>|</module>|<gevent/>|<!--|-->|&amp;|{"configurations": [{"type": "python", "request": "launch", "program": |]}|[project.scripts]\na = |\'console_scripts\': [|[testenv]\ncommands = |gunicorn |-k |gevent|$|${|}|${K:-d}|$(|)|`|"|\'|\\|\\\n|\r\n|\n|\n    |<<EOF\n|EOF|if |then |fi\n|cd |sh -c |&& |; |> |[[package]]\nname = "gevent"\nversion = "|[packages]\ngevent = "|{"default": {"gevent": {"version": "==24.2.1"|dependencies:\n- gevent=24\n- pip:\n  - |[project]\ndependencies = ["|[tool.poetry.dependencies]\ngevent = |[options]\ninstall_requires =\n  |install_requires=[\'|gevent>=24,<26; python_version > "3"|==24.2.1|^1.2|~1|[gunicorn]|@ http://x|--hash=|# |# greenlint: ignore[x]|; greenlint: ignore-file[x]|&a |*a |<<: |{{ x }}|%(a)|[|{|- |: |= |\t|\0|é|😀'.split(
    '|',
  ),
);
const text = fc.oneof(
  fc.string(),
  fc
    .array(fc.oneof(snippet, snippet, fc.string({ maxLength: 4 })), { maxLength: 30 })
    .map((parts) => parts.join('')),
);

describe.each(names)('%s', (name) => {
  it('is a deployment file', () => {
    expect(deploymentFormat(`/shop/${name}`)).toBeDefined();
  });

  it('is read without a fault, and all places are inside of the text', () => {
    fc.assert(
      fc.property(text, (content) => {
        const file = read(name, content);
        for (const [start, end] of allSpans(file)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(content.length);
        }
        if (file.problem !== undefined) {
          expect(file.problem.message).toMatch(/^This .+[.!]$/s);
          expect(file.commands).toEqual([]);
        }
        expect(JSON.parse(JSON.stringify(file))).toEqual(file);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['binary', '\0\u0001\u0002'.repeat(1000)],
    ['huge', 'a = b\n'.repeat(700_000)],
    ['nested', '['.repeat(100_000)],
    ['braces', '${'.repeat(100_000)],
    ['quotes', `"'`.repeat(100_000)],
    ['dollars', '$('.repeat(100_000)],
    ['comments', '<!--'.repeat(50_000)],
    ['elements', '<uwsgi><a '.repeat(20_000)],
  ])('is not harmed by a %s text', (_, content) => {
    expect(read(name, content).commands.length).toBeLessThan(10);
  });
});

it('gives comments that the analysis understands', () => {
  const text =
    '[program:x]\n; greenlint: ignore[late-patch] on purpose\ncommand=a\n; greenlint: ignore-file[b]\n';
  const { suppressions } = readSuppressions(read('supervisord.conf', text).directives);
  expect(
    suppressions.map(({ rule, form, misplaced, removal }) => [
      rule,
      form,
      misplaced,
      text.slice(...removal),
    ]),
  ).toEqual([
    ['late-patch', 'line', undefined, '; greenlint: ignore[late-patch] on purpose'],
    ['b', 'file', undefined, '; greenlint: ignore-file[b]'],
  ]);
});
