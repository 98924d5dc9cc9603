import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { readConfigurationFile } from '../../server/src/analysis/configuration-file.ts';
import { ruleList } from '../../server/src/analysis/rule-list.ts';
import {
  defaultSettings,
  fileKey,
  settingsSchema,
} from '../../server/src/analysis/settings-schema.ts';
import { Project } from '../../server/src/project/project.ts';
import { analysisOf, emptyAnalysis } from '../support/analysis.ts';
import { MemoryWorkspace } from '../support/memory-workspace.ts';

function read(text: string, path = '/ws/pyproject.toml') {
  const { settings, problems } = readConfigurationFile(path, text, ruleList);
  return {
    settings,
    problems: problems.map(({ span, message }) => [text.slice(...span), message]),
  };
}

it('has a default in the schema for every setting', () => {
  const fromSchema = settingsSchema.filter((setting) => setting.inFile);
  expect(Object.fromEntries(fromSchema.map((one) => [one.key, one.default]))).toEqual(
    defaultSettings,
  );
});

it('reads the table of pyproject.toml and the top level of greenlint.toml', () => {
  expect(read('[tool.greenlint]\nlargest-file = 7\nexclude = ["a"]\n').settings).toEqual({
    largestFile: 7,
    exclude: ['a'],
  });
  expect(read('run = "save"\n', '/ws/greenlint.toml').settings).toEqual({ run: 'save' });
  expect(read('[tool.ruff]\nselect = ["E"]\n').settings).toBeUndefined();
});

it.each([
  ['larges-file = 3', 'larges-file', 'Did you mean `largest-file`?'],
  ['largest-file = "3"', '"3"', 'must be a number'],
  ['enable = 1', '1', 'must be true or false'],
  ['run = "sometimes"', '"sometimes"', '"type" or "save"'],
  ['ignore = ["GVT2", "GVT999"]', '"GVT999"', 'There is no rule `GVT999`'],
  ['ignore = ["unused-supression"]', '"unused-supression"', 'Did you mean `unused-suppression`?'],
  ['severity = { GVT901 = "loud" }', '"loud"', 'The severity of `GVT901` must be'],
  ['severity.nothing-like-it = "off"', 'nothing-like-it', 'There is no rule'],
  ['severity = 3', '3', 'must be a table'],
  ['exclude = "a"', '"a"', 'must be a list of strings'],
  ['exclude = [1]', '1', 'element 1 is not one'],
  ['entry-pints = []', 'entry-pints', 'Did you mean `entry-points`?'],
  ['entry-points = ["shop/main.py", 3]', '3', 'element 2 is not one'],
  ['entry-points = ["shop.wsgi:app", "our shop"]', '"our shop"', 'names no program'],
  ['patched-by = ["shop.wsgi"]', '["shop.wsgi"]', 'must be a table'],
  ['patched-by = { "shop.wsgi" = 1 }', '1', 'must be followed by a few words'],
  ['patched-by = { "shop wsgi" = "us" }', '"shop wsgi"', 'names no program'],
  ['not-gevent = "tools"', '"tools"', 'must be a list of strings'],
  ['blocking = ["acme.get"]', '["acme.get"]', 'must be a table from calls to words'],
  ['blocking = { "acme get" = "" }', '"acme get"', 'names no call'],
  ['cooperates = { "*" = "all" }', '"*"', 'means every call there is'],
  ['switches = { "acme.get" = true }', 'true', 'must be followed by a few words'],
  ['returns = { connect = "acme.Client" }', 'connect', 'names no call'],
  ['returns = { "acme.connect" = "*" }', '"*"', 'must be followed by a class'],
])('points at what is wrong in %s and uses the rest', (line, where, message) => {
  const { settings, problems } = read(`[tool.greenlint]\nselect = ["GVT901"]\n${line}\n`);
  expect(problems).toEqual([[where, expect.stringContaining(message)]]);
  expect(settings).toMatchObject({ select: ['GVT901'] });
});

it('reports a file that is not TOML, once, and goes on with the defaults', async () => {
  const analysis = await analysisOf({
    'pyproject.toml': '[tool.greenlint\nx = 1\n',
    'a.py': 'import gevent\nx = 1  # greenlint: ignore[no-such-rule]\n',
  });
  const { files } = await analysis.audit(() => {}, { cancelled: false });
  expect(files.map((file) => [file.path, file.findings.map((finding) => finding.code)])).toEqual([
    ['/ws/a.py', ['GVT904']],
    ['/ws/pyproject.toml', ['GVT902']],
  ]);
});

it('lets the nearest configuration win over those above and over the editor', async () => {
  const comment = 'import gevent  # greenlint: ignore[no-such-rule]\n';
  const analysis = await analysisOf(
    {
      'greenlint.toml': 'severity.GVT904 = "error"\n',
      'a.py': comment,
      'inner/pyproject.toml': '[tool.greenlint]\nignore = ["GVT9"]\n',
      'inner/deep/b.py': comment,
      'other/pyproject.toml': '[tool.ruff]\n',
      'other/c.py': comment,
    },
    { severity: { GVT904: 'hint' } },
  );
  const { files } = await analysis.audit(() => {}, { cancelled: false });
  const seen = files.flatMap((file) => file.findings.map((one) => [one.path, one.severity]));
  expect(seen).toEqual([
    ['/ws/a.py', 'error'],
    ['/ws/other/c.py', 'error'],
  ]);
});

it('reports a broken configuration without gevent, and nothing else', async () => {
  const analysis = await analysisOf({
    'pyproject.toml': '[tool.greenlint]\nnothing = 1\n',
    'a.py': 'x = 1  # greenlint: ignore[no-such-rule]\n',
    'b.py': new Uint8Array([0, 1, 2]),
  });
  const { files, usesGevent } = await analysis.audit(() => {}, { cancelled: false });
  expect(usesGevent).toBe(false);
  expect(files.flatMap((file) => file.findings.map((one) => one.code))).toEqual(['GVT902']);
});

it('takes a changed configuration though somebody asks for the status while it is read', async () => {
  const workspace = new MemoryWorkspace({
    '/ws/a.py': 'import gevent  # greenlint: ignore[no-such-rule]\n',
  });
  const analysis = await emptyAnalysis(workspace);
  await analysis.setFolders([{ path: '/ws', name: 'ws', settings: {} }]);
  expect((await analysis.audit(() => {}, { cancelled: false })).files).toHaveLength(1);
  workspace.write('/ws/pyproject.toml', '[tool.greenlint]\nignore = ["GVT904"]\n');
  workspace.beforeRead = () => void analysis.status('/ws/a.py');
  await analysis.filesChanged(['/ws/pyproject.toml']);
  expect((await analysis.audit(() => {}, { cancelled: false })).files).toEqual([]);
});

it('hands on what is declared about programs, with its places', async () => {
  const declare = vi.spyOn(Project.prototype, 'setDeclarations');
  const text = [
    'entry-points = ["shop/main.py", 7, "shop.wsgi:app"]',
    'not-gevent = ["tools", "shop.cli"]',
    '[patched-by]',
    '"shop.wsgi" = "our launcher"',
  ].join('\n');
  await analysisOf(
    {
      'greenlint.toml': text,
      'inner/greenlint.toml': 'entry-points = ["x.py"]\n',
      'inner/a.py': '',
    },
    { entryPoints: ['never.py'], largestFile: 9 },
  );
  const [declared] = declare.mock.lastCall!;
  declare.mockRestore();
  const words = ({ entry, folder, place }: (typeof declared.entryPoints)[number]) =>
    `${folder} ${entry} ${place && place.path === '/ws/greenlint.toml' ? text.slice(...place.span) : place?.path}`;
  expect(declared.entryPoints.map(words)).toEqual([
    '/ws shop/main.py "shop/main.py"',
    '/ws shop.wsgi:app "shop.wsgi:app"',
    '/ws/inner x.py /ws/inner/greenlint.toml',
  ]);
  expect(declared.patchedBy.map((one) => `${words(one)} by ${one.by}`)).toEqual([
    '/ws shop.wsgi "shop.wsgi" by our launcher',
  ]);
  expect(declared.notGevent.map(words)).toEqual(['/ws tools "tools"', '/ws shop.cli "shop.cli"']);
  const covered = (program: string) => declared.notGevent.some((glob) => glob.matches(program));
  expect(
    ['/ws/tools/a.py', '/ws/b/tools/a.py', '/else/tools/a.py', 'shop.cli', 'shop.wsgi'].map(
      covered,
    ),
  ).toEqual([true, true, false, true, false]);
});

it('takes declarations from the editor where no file makes them', async () => {
  const declare = vi.spyOn(Project.prototype, 'setDeclarations');
  await analysisOf(
    { 'greenlint.toml': 'run = "save"\n' },
    { entryPoints: ['a.py'], patchedBy: { b: 'us' } },
  );
  expect(declare.mock.lastCall).toMatchObject([
    {
      entryPoints: [{ entry: 'a.py', folder: '/ws', place: undefined }],
      patchedBy: [{ entry: 'b', by: 'us' }],
      notGevent: [],
      networkFiles: [],
    },
  ]);
  declare.mockRestore();
});

it('says in the schema of greenlint.toml what can be set there, and nothing else', () => {
  const schema = JSON.parse(readFileSync('greenlint.schema.json', 'utf8')) as {
    properties: Record<string, { default: unknown; description: string }>;
    additionalProperties: boolean;
  };
  const inFile = settingsSchema.filter((setting) => setting.inFile);
  expect(Object.keys(schema.properties)).toEqual(inFile.map(({ key }) => fileKey(key)));
  for (const { key, default: usual, sentence } of inFile) {
    expect(schema.properties[fileKey(key)]).toMatchObject({
      default: usual,
      description: sentence,
    });
  }
  expect(schema.additionalProperties).toBe(false);
});
