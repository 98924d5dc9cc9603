import { type AST, getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { YamlFile } from '../deployment/yaml-nodes.ts';
import { type FilePath, fileName, folderOf, relativeTo } from '../facts/file-path.ts';
import type { OrderGuard, SparingSetting } from '../project/order-guard.ts';

/** A configuration file of the tools that sort imports or complain of their order. */
export interface OrderConfig {
  readonly path: FilePath;
  readonly text: string;
}

/** The files that `readOrderGuard` understands; those of the file's folder and all above it count. */
export const orderConfigNames: readonly string[] = [
  'pyproject.toml',
  'ruff.toml',
  '.ruff.toml',
  'setup.cfg',
  'tox.ini',
  '.flake8',
  '.isort.cfg',
  '.pycodestyle',
  '.pre-commit-config.yaml',
];

type Table = Readonly<Record<string, unknown>>;

/**
 * What a patch at the top of `file` needs beside it, so that the tools that these files
 * configure leave it there (run with isort 9, autopep8 2, flake8 7, ruff 0.17):
 * isort lifts imports over code only with `float_to_top`; autopep8 does it by default; flake8
 * and pycodestyle report E402 by default, ruff only where E402 is selected (its RUF100 would
 * take a `noqa` for a code away that it does not check). A file that cannot be read says nothing.
 */
export function readOrderGuard(configs: readonly OrderConfig[], file: FilePath): OrderGuard {
  const guard: Draft = {
    isort: false,
    e402: false,
    autopep8: false,
    sorts: false,
    complaining: new Map(),
    configured: new Set(),
  };
  const hooks = configs.filter(({ path }) => path.endsWith('.yaml'));
  for (const config of [...configs.filter((one) => !hooks.includes(one)), ...hooks]) {
    const own = relativeTo(folderOf(config.path), file);
    if (own === undefined) continue;
    const name = fileName(config.path);
    if (name.endsWith('.toml')) readToml(config, own, guard);
    else if (name.endsWith('.yaml')) readPreCommit(config.text, guard);
    else readIni(config, own, guard);
  }
  const { isort, e402, autopep8, sorts, complaining } = guard;
  const sparing = [...complaining.values()].flatMap((setting) => setting ?? []);
  const all = sparing.length > 0 && sparing.length === complaining.size;
  return { isort, e402, autopep8, ...(sorts && { sorts }), ...(all && { sparing }) };
}

/** What was read so far. */
interface Draft {
  isort: boolean;
  e402: boolean;
  autopep8: boolean;
  sorts: boolean;
  /** The tools that report E402; those without a setting of their own cannot spare a file. */
  readonly complaining: Map<string, SparingSetting | undefined>;
  /** The tools that have a section; `ruff sparing` where one spares this file. */
  readonly configured: Set<string>;
}

function complains(guard: Draft, tool: string, setting?: SparingSetting): void {
  guard.e402 = true;
  guard.complaining.set(tool, guard.complaining.get(tool) ?? setting);
}

function readToml({ path, text }: OrderConfig, own: string, guard: Draft): void {
  let root: Table;
  try {
    const program: AST.TOMLProgram = parseTOML(text);
    root = asTable(getStaticTOMLValue(program));
  } catch {
    return;
  }
  if (fileName(path) !== 'pyproject.toml') {
    readRuff(root, { path, tool: 'ruff', file: own }, guard);
    return;
  }
  const tool = asTable(root.tool);
  if (tool.ruff !== undefined)
    readRuff(asTable(tool.ruff), { path, tool: 'ruff', file: own }, guard);
  const isort = asTable(tool.isort);
  if (tool.isort !== undefined) guard.sorts = true;
  if (isort.float_to_top === true) guard.isort = true;
  if (tool.autopep8 !== undefined) {
    guard.configured.add('autopep8');
    if (mayFix(asTable(tool.autopep8))) guard.autopep8 = true;
  }
  if (tool.flake8 !== undefined) {
    guard.configured.add('flake8');
    if (reports(asTable(tool.flake8), own)) complains(guard, 'flake8');
  }
}

function readRuff(ruff: Table, setting: SparingSetting, guard: Draft): void {
  const lint = { ...ruff, ...asTable(ruff.lint) };
  const selected = [...words(lint.select), ...words(lint['extend-select'])];
  const ignored = [...words(lint.ignore), ...words(lint['extend-ignore'])];
  if (covers(selected, true, 'I001') && !covers(ignored, false, 'I001')) guard.sorts = true;
  const sparing = ['per-file-ignores', 'extend-per-file-ignores'].some((key) =>
    Object.entries(asTable(lint[key])).some(
      ([glob, codes]) => matches(glob, setting.file) && covers(words(codes), true),
    ),
  );
  if (sparing || covers(ignored, false)) guard.configured.add('ruff sparing');
  else if (covers(selected, true)) complains(guard, 'ruff', setting);
}

function readIni({ path, text }: OrderConfig, own: string, guard: Draft): void {
  const sections = iniSections(text);
  const name = fileName(path);
  const isort = sections.get(name === '.isort.cfg' ? 'settings' : 'isort') ?? sections.get('isort');
  if (isort !== undefined) guard.sorts = true;
  if (/^(?:true|1|yes|on)$/i.test(isort?.float_to_top ?? '')) guard.isort = true;
  for (const section of ['flake8', 'pycodestyle', 'pep8']) {
    const values = sections.get(section);
    if (values === undefined) continue;
    guard.configured.add(section);
    if (!reports(values, own)) continue;
    complains(
      guard,
      section,
      section === 'flake8' ? { path, tool: section, file: own } : undefined,
    );
  }
  const autopep8 = sections.get('autopep8');
  if (autopep8 === undefined) return;
  guard.configured.add('autopep8');
  if (mayFix(autopep8)) guard.autopep8 = true;
}

/** Hooks run with their defaults unless a section elsewhere says otherwise. */
function readPreCommit(text: string, guard: Draft): void {
  const hooks = new YamlFile(text, '.pre-commit-config.yaml').documents
    .flatMap((document) => document.get('repos')?.items ?? [])
    .flatMap((repository) => repository.get('hooks')?.items ?? []);
  for (const hook of hooks) {
    const id = hook.get('id')?.text;
    const given = hook.get('args');
    const words = given?.isList ? given.items.map((item) => item.text ?? '') : [given?.text ?? ''];
    const args = words.flatMap((word) => word.split(/\s+/));
    const silenced = covers(optionCodes(args, /^--(?:extend-)?ignore$/), false);
    if (id === 'isort') guard.sorts = true;
    if (id === 'isort' && args.some((arg) => /^(?:--float-to-top|--ff)$/.test(arg))) {
      guard.isort = true;
    }
    if (id === 'autopep8' && !silenced && !guard.configured.has('autopep8')) guard.autopep8 = true;
    if (id === 'flake8' && !silenced && !guard.configured.has('flake8')) complains(guard, 'flake8');
    const selected = optionCodes(args, /^--(?:extend-)?select$/);
    if (/^ruff(?:-check)?$/.test(id ?? '') && covers(selected, true, 'I001')) guard.sorts = true;
    if (/^ruff(?:-check)?$/.test(id ?? '') && covers(selected, true) && !silenced) {
      if (!guard.configured.has('ruff sparing')) complains(guard, 'ruff');
    }
  }
}

/** What the options of one kind are given: `--ignore E402,W503` or `--ignore=E402`. */
function optionCodes(args: readonly string[], option: RegExp): string[] {
  return args.flatMap((arg, index) => {
    const [name = '', value] = arg.split('=');
    return option.test(name) ? words(value ?? args[index + 1]) : [];
  });
}

/** Whether flake8 or pycodestyle, configured so, reports E402 in the file. */
function reports(values: Table, own: string): boolean {
  const select = words(values.select);
  if (select.length > 0 && !covers([...select, ...words(values['extend-select'])], true))
    return false;
  if (
    covers(
      [...words(values.ignore), ...words(values['extend-ignore'] ?? values.extend_ignore)],
      false,
    )
  ) {
    return false;
  }
  const perFile = values['per-file-ignores'] ?? values.per_file_ignores;
  const lines = Array.isArray(perFile) ? perFile.map(String) : String(perFile ?? '').split(/\n/);
  // Entries are parted by lines or by white space: `glob:codes`, codes by commas.
  for (const entry of lines
    .join('\n')
    .replace(/\s*([:,])\s*/g, '$1')
    .split(/\s+/)) {
    const colon = entry.lastIndexOf(':');
    if (colon < 0) continue;
    const globs = entry.slice(0, colon).split(',');
    if (globs.some((glob) => matches(glob, own)) && covers(words(entry.slice(colon + 1)), true)) {
      return false;
    }
  }
  return true;
}

function mayFix(values: Table): boolean {
  if (covers([...words(values.ignore), ...words(values['extend-ignore'])], false)) return false;
  const select = words(values.select);
  return select.length === 0 || covers(select, true);
}

/** Whether a list of codes or prefixes holds E402, or `wanted`. `all`: `ALL` counts too. */
function covers(codes: readonly string[], all: boolean, wanted = 'E402'): boolean {
  return codes.some((code) => (all && code === 'ALL') || (code !== '' && wanted.startsWith(code)));
}

/** Codes from a list or a string parted by commas or white space. */
function words(value: unknown): string[] {
  if (Array.isArray(value)) return value.map((entry) => String(entry).trim());
  return String(value ?? '')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
}

function asTable(value: unknown): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Table)
    : {};
}

/** fnmatch as these tools do: on the whole path or on the file's name; `*` crosses slashes. */
function matches(glob: string, own: string): boolean {
  const pattern = glob.replace(/^\.\//, '').replace(/\/$/, '/*');
  const source = pattern
    .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
    .replace(/\*+\/?/g, (star) => (star.endsWith('/') ? '(?:.*/)?' : '.*'))
    .replace(/\?/g, '.');
  const expression = new RegExp(`^(?:${source}|${source}/.*)$`);
  return expression.test(own) || (!pattern.includes('/') && expression.test(fileName(own)));
}

/** Sections of an ini file; continuation lines belong to their key. */
function iniSections(text: string): Map<string, Record<string, string>> {
  const sections = new Map<string, Record<string, string>>();
  let section: Record<string, string> | undefined;
  let key: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*[#;]/.test(line) || line.trim() === '') continue;
    const header = /^\[([^\]]+)\]/.exec(line);
    const pair = /^([^\s=:][^=:]*?)\s*[=:]\s*(.*)$/.exec(line);
    if (header !== null) {
      const name = (header[1] ?? '').trim().replace(/^tool:/, '');
      section = sections.get(name) ?? {};
      sections.set(name, section);
      key = undefined;
    } else if (pair !== null && section !== undefined) {
      key = (pair[1] ?? '')
        .trim()
        .toLowerCase()
        .replace(/^float-to-top$/, 'float_to_top');
      section[key] = pair[2] ?? '';
    } else if (key !== undefined && section !== undefined && /^\s/.test(line)) {
      section[key] = `${section[key] ?? ''}\n${line.trim()}`;
    }
  }
  return sections;
}
