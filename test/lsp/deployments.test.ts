import { expect, it } from 'vitest';
import type { CodeAction, Hover } from 'vscode-languageserver';
import { libraries } from '../../server/src/knowledge/libraries.ts';
import { inLine, ServerWorkspace } from './server-workspace.ts';

const files = { 'app.py': 'import gevent\n' };
const misspelt = 'services:\n  web:\n    command: python app.py # greenlint: ignore[late-patch]\n';

async function open(workspace: ServerWorkspace, name: string, text: string): Promise<string> {
  const uri = workspace.uri(name);
  workspace.openUri(uri, text, 1, 'yaml');
  return uri;
}

it('shows, follows, explains and cures findings of a deployment file in any language', async () => {
  const workspace = await ServerWorkspace.start({ ...files, 'compose.yml': misspelt });
  const uri = await open(workspace, 'compose.yml', misspelt);
  const { version, diagnostics } = await workspace.client.waitForDiagnostics(uri);
  expect([version, diagnostics[0]?.code]).toEqual([1, 'GVT904']);
  expect(diagnostics[0]?.range.start.line).toBe(2);
  workspace.change(uri, 2, [{ range: inLine(0, 0, 0), text: '# Shop\n' }]);
  const moved = await workspace.client.waitForDiagnostics(uri, (one) => one.version === 2);
  const range = moved.diagnostics[0]!.range;
  expect(range.start.line).toBe(3);
  const hover = await workspace.client.request<Hover>('textDocument/hover', {
    textDocument: { uri },
    position: range.start,
  });
  expect(JSON.stringify(hover.contents)).toContain('unknown-rule-in-suppression');
  const actions = await workspace.client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: moved.diagnostics },
  });
  expect(actions.map(({ title }) => title)).toContain(
    'Ignore unknown-rule-in-suppression (GVT904) in this file',
  );
  const whole = misspelt.replace('late-patch', 'late-monkey-patch');
  workspace.change(uri, 3, [{ text: whole }]);
  await workspace.codes(uri, ['GVT901'], 3);
});

it('takes the text on disk again once the file is closed', async () => {
  const workspace = await ServerWorkspace.start({ ...files, 'compose.yml': 'services: {}\n' });
  const uri = await open(workspace, 'compose.yml', misspelt);
  await workspace.codes(uri, ['GVT904'], 1);
  workspace.close(uri);
  await workspace.codes(uri, []);
});

it('says nothing of documents that start nothing', async () => {
  const workspace = await ServerWorkspace.start({ ...files, 'notes.txt': misspelt });
  const notes = await open(workspace, 'notes.txt', misspelt);
  const uri = await open(workspace, 'compose.yml', misspelt);
  await workspace.codes(uri, ['GVT904'], 1);
  expect(workspace.client.published.map((one) => one.uri)).not.toContain(notes);
});

it('says on the lines of dependency files which version runs', async () => {
  const requirements = '# shop\nGevent>=20\ngunicorn==27.0.1\nredis\n';
  const lock = '[[package]]\nname = "gevent"\nversion = "22.10.2"\n';
  const workspace = await ServerWorkspace.start({
    ...files,
    'requirements.in': requirements,
    'uv.lock': lock,
    '.venv/pyvenv.cfg': '',
    '.venv/lib/python3.12/site-packages/redis-5.0.1.dist-info/METADATA': '',
  });
  const hoverAt = async (uri: string, line: number, character = 1): Promise<string | null> => {
    const position = { line, character };
    const params = { textDocument: { uri }, position };
    const hover = await workspace.client.request<Hover | null>('textDocument/hover', params);
    return hover === null ? null : (hover.contents as { value: string }).value;
  };
  const uri = await open(workspace, 'requirements.in', requirements);
  await workspace.codes(uri, [], 1);
  const ofGevent = await hoverAt(uri, 1);
  expect(ofGevent).toContain('gevent 22.10.2 runs here, says uv.lock.');
  expect(ofGevent).toContain(
    'The gevent worker of gunicorn 27.0.1 asks for 24.10.1 or newer; this is older.',
  );
  expect(await hoverAt(uri, 2)).toBe('gunicorn 27.0.1 runs here, says requirements.in.');
  expect(await hoverAt(uri, 3)).toContain('redis 5.0.1 runs here, says .venv/');
  expect(await hoverAt(uri, 0)).toBeNull();
  workspace.change(uri, 2, [{ text: 'gevent==24.2.1\nflask>=3' }]);
  expect(await hoverAt(uri, 1)).toMatch(/Some version \\>=3 of flask may run here/);
  const locked = await open(workspace, 'uv.lock', lock);
  expect(await hoverAt(locked, 1, 10)).toContain('gevent 22.10.2 runs here, says uv.lock.');
});

it('says what libraries do to greenlets, on dependency lines and on imports', async () => {
  const requirements = 'psycopg[binary]==3.1.9\npsycopg2\nredis>=5\nbcrypt\nleft-pad\ntrio\nsh\n';
  const app = [
    'import gevent, MySQLdb',
    'from psycopg import connect',
    'import left_pad',
    'def late():',
    '    import uvloop',
  ].join('\n');
  const workspace = await ServerWorkspace.start({
    'app.py': app,
    'web/pages.py': 'import psycopg\n',
    'web/requirements.txt': 'psycopg==3.2.1\n',
    'requirements.txt': requirements,
  });
  const hoverAt = async (uri: string, line: number, character = 1): Promise<string | null> => {
    const position = { line, character };
    const params = { textDocument: { uri }, position };
    const hover = await workspace.client.request<Hover | null>('textDocument/hover', params);
    return hover === null ? null : plain((hover.contents as { value: string }).value);
  };
  const lines = await open(workspace, 'requirements.txt', requirements);
  const old = await hoverAt(lines, 0);
  expect(old).toContain('psycopg 3.1.9 runs here, says requirements.txt.');
  expect(old).toContain(
    `psycopg stops every greenlet while it waits: ${whyOf('psycopg/c-build')}.`,
  );
  expect(old).toContain('That holds for >=3.1.5,<3.1.14.');
  expect(old).toContain('psycopg >=3.1.14: it cooperates under the patch.');
  expect(old).toContain('What helps: psycopg');
  expect(old).toContain('Measured');
  const unset = await hoverAt(lines, 1);
  expect(unset).toContain('psycopg2 stops every greenlet until it is set up for gevent');
  expect(unset).toMatch(/What helps: .*psycogreen/);
  expect(unset).toMatch(/Measured: the other greenlets stood still for \d{3} ms \(.*, gevent /);
  expect(unset).not.toContain('This workspace sets it up');
  expect(await hoverAt(lines, 2)).toContain('redis cooperates under the patch');
  expect(await hoverAt(lines, 3)).toContain(
    'bcrypt, in calls like bcrypt.hashpw(), computes, and every greenlet waits',
  );
  expect(await hoverAt(lines, 4)).not.toContain('greenlet');
  expect(await hoverAt(lines, 5)).toMatch(/Measured: it raised/);
  expect(await hoverAt(lines, 6)).toMatch(/sh does not work in a patched program/);

  const code = workspace.uri('app.py');
  workspace.openUri(code, app, 1, 'python');
  expect(await hoverAt(code, 0, 18)).toContain('MySQLdb stops every greenlet while it waits');
  expect(await hoverAt(code, 0, 8)).toBeNull();
  const here = await hoverAt(code, 1, 8);
  expect(here).toContain('psycopg 3.1.9 runs here');
  expect(here).toContain('stops every greenlet while it waits');
  expect(await hoverAt(code, 2, 8)).toBeNull();
  expect(await hoverAt(code, 3, 5)).toBeNull();
  expect(await hoverAt(code, 4, 12)).toContain('uvloop');
  const pages = workspace.uri('web/pages.py');
  workspace.openUri(pages, 'import psycopg\n', 1, 'python');
  expect(await hoverAt(pages, 0, 8)).toContain('psycopg cooperates under the patch');
});

function whyOf(library: string): string | undefined {
  return libraries.find((row) => row.library === library)?.why;
}

/** Markdown without the marks that keep signs from being taken for it. */
function plain(markdown: string): string {
  return markdown.replace(/\\(.)/g, '$1');
}
