import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Path below a workspace's folder → text, or bytes where they are not UTF-8. */
export type CaseFiles = Readonly<Record<string, string | Uint8Array>>;

/** A small workspace with expectations in comments: `test/rules/RULE/CASE/`. */
export interface RuleCase {
  readonly rule: string;
  readonly name: string;
  readonly folder: string;
  /** Path below the case's folder → text, `fixed*` folders and the proof left out. */
  readonly files: CaseFiles;
  /** What the n-th fix makes of files that change: `fixed/`, `fixed.2/`, … */
  readonly fixed: readonly {
    readonly fix: number;
    readonly files: Readonly<Record<string, string>>;
  }[];
  readonly expectations: readonly Expectation[];
}

/**
 * `# expect: GVT101` at the end of a line (`;` or `//` in files whose comments begin so); a line of
 * carets below it narrows the span. Outside Python, where many formats know no comments behind
 * text, such a comment on a line of its own speaks of the next line. For files that know none at
 * all, `expect.txt` says `PATH:LINE GVT101` or `PATH:LINE GVT101 TEXT`, where the span is TEXT.
 */
export interface Expectation {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly code: string;
  /** 0-based columns [start, end) where a caret line stands below. */
  readonly columns?: readonly [number, number];
}

const root = 'test/rules';
/** Expectations for files that have no comments. */
const LIST = 'expect.txt';

/** Every case of every rule, sorted. */
export function ruleCases(): readonly RuleCase[] {
  return folders(root).flatMap((rule) =>
    folders(join(root, rule)).map((name) => readCase(rule, name)),
  );
}

function readCase(rule: string, name: string): RuleCase {
  const folder = join(root, rule, name);
  const files: Record<string, string | Uint8Array> = {};
  for (const path of filesBelow(folder)) {
    if (/^fixed(\.\d+)?\//.test(path) || path.startsWith('proof') || path === LIST) continue;
    files[path] = textOrBytes(readFileSync(join(folder, path)));
  }
  const fixed = folders(folder)
    .filter((entry) => /^fixed(\.\d+)?$/.test(entry))
    .map((entry) => ({
      fix: Number(entry.split('.')[1] ?? 1),
      files: Object.fromEntries(
        filesBelow(join(folder, entry)).map((path) => [
          path,
          readFileSync(join(folder, entry, path), 'utf8'),
        ]),
      ),
    }));
  const expectations = [
    ...Object.entries(files).flatMap(([path, content]) => expectationsIn(path, textOf(content))),
    ...listedExpectations(folder, files),
  ];
  return { rule, name, folder, files, fixed, expectations };
}

function textOrBytes(bytes: Uint8Array): string | Uint8Array {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes;
  }
}

/** A file's text; bytes that are not UTF-8 are read as Latin-1. */
export function textOf(content: string | Uint8Array | undefined): string {
  if (content === undefined) return '';
  return typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
}

/** The expectations of one file. */
export function expectationsIn(path: string, text: string): readonly Expectation[] {
  const lines = text.split(/\r\n|\n|\r/);
  const found: Expectation[] = [];
  lines.forEach((line, index) => {
    const [, before, codes] = /^(.*?)(?:#|;|\/\/) expect: ([A-Z0-9, ]+)$/.exec(line) ?? [];
    if (before === undefined || codes === undefined) return;
    const speaksOfNext = !path.endsWith('.py') && before.trim() === '';
    const at = speaksOfNext ? index + 1 : index;
    const carets = /^(\s*(?:#|;|\/\/)\s*)(\^+)\s*$/.exec(lines[at + 1] ?? '');
    const start = carets?.[1]?.length ?? 0;
    for (const code of codes.split(',')) {
      found.push({
        path,
        line: at + 1,
        code: code.trim(),
        ...(carets ? { columns: [start, start + (carets[2]?.length ?? 0)] as const } : {}),
      });
    }
  });
  return found;
}

/** The expectations that `expect.txt` lists for files without comments. */
function listedExpectations(folder: string, files: CaseFiles): readonly Expectation[] {
  const list = join(folder, LIST);
  if (!existsSync(list)) return [];
  return readFileSync(list, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const match = /^(.+):(\d+) (GVT\d+)(?: (.+))?$/.exec(line);
      const [, path = '', number = '', code = '', shown] = match ?? [];
      if (match === null || files[path] === undefined) throw new Error(`${list}: ${line}`);
      if (shown === undefined) return { path, line: Number(number), code };
      const start = (textOf(files[path]).split(/\r?\n/)[Number(number) - 1] ?? '').indexOf(shown);
      if (start < 0) throw new Error(`${list}: line ${number} does not hold ${shown}`);
      return { path, line: Number(number), code, columns: [start, start + shown.length] as const };
    });
}

function folders(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((entry) => entry !== '__pycache__' && statSync(join(path, entry)).isDirectory())
    .sort();
}

function filesBelow(folder: string, prefix = ''): readonly string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (entry.name === '__pycache__') return [];
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    });
}

/** The 1-based line of an offset, and the offset at which that line starts. */
export function lineOf(text: string, offset: number): { line: number; start: number } {
  const before = text.slice(0, offset);
  const breaks = [...before.matchAll(/\r\n|\n|\r/g)];
  const last = breaks.at(-1);
  return { line: breaks.length + 1, start: last === undefined ? 0 : last.index + last[0].length };
}
