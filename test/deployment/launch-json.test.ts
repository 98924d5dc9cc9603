import { expect, it } from 'vitest';
import { projectFolder } from '../../server/src/deployment/read-deployment-file.ts';
import { lines, read, variables, written } from './reading.ts';

it('reads configurations as settings and as commands', () => {
  const text = `{
  // greenlint: ignore[debugger-without-gevent]
  "version": "0.2.0",
  "configurations": [
    {
      "type": "debugpy", "request": "launch", "name": "Shop",
      "program": "\${workspaceFolder}/shop/app.py", // greenlint: ignore[x]
      "args": ["-k", "ge\\u0076ent", "\${env:MODE}", "\${file}"],
      "env": {"GEVENT_SUPPORT": "True"},
      "gevent": true,
    },
    {"type": "python", "request": "launch", "module": "flask", "args": "--app shop run", "cwd": "\${workspaceFolder}/api"},
    {"type": "debugpy", "request": "attach", "name": "a"},
    {"type": "node", "request": "launch", "program": "a.js"},
  ],
}
`;
  const file = read('.vscode/launch.json', text);
  expect(lines(file)).toEqual([
    'Shop: python shop/app.py -k gevent ${MODE} ${file}',
    ': python -m flask --app shop run',
  ]);
  expect(written(text, file.commands[0]).slice(1, 5)).toEqual([
    'shop/app.py',
    '-k',
    'ge\\u0076ent',
    '${env:MODE}',
  ]);
  expect(variables(file.commands[0]!.environment)).toEqual(['GEVENT_SUPPORT=True']);
  expect(file.commands.map(({ folder }) => folder)).toEqual(['.', 'api']);
  expect(
    file.settings
      .filter(({ section }) => section === 'configurations.0')
      .map(({ key, value }) => `${key}=${value}`),
  ).toEqual([
    'type=debugpy',
    'request=launch',
    'name=Shop',
    'program=${workspaceFolder}/shop/app.py',
    'args=-k',
    'args=gevent',
    'args=${env:MODE}',
    'args=${file}',
    'env.GEVENT_SUPPORT=True',
    'gevent=true',
  ]);
  const gevent = file.settings.find(({ key }) => key === 'gevent')!;
  expect([text.slice(...gevent.keySpan), text.slice(...gevent.span)]).toEqual(['gevent', 'true']);
  expect(file.directives.map((directive) => directive.text)).toEqual([
    '#  greenlint: ignore[debugger-without-gevent]',
    '#  greenlint: ignore[x]',
  ]);
});

it('counts folders from the one above, and says what is broken', () => {
  expect(projectFolder('/shop/.vscode/launch.json')).toBe('/shop');
  expect(projectFolder('/shop/.github/workflows/a.yml')).toBe('/shop');
  expect(projectFolder('/shop/deploy/compose.yml')).toBe('/shop/deploy');
  const text = '{"configurations": [}';
  const { problem } = read('.vscode/launch.json', text);
  expect(problem?.message).toMatch(/^This launch\.json is no valid JSON: [a-z ]+\.$/);
  expect(text.slice(...problem!.span)).toBe('}');
});
