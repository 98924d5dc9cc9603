import { type AST, parseTOML } from 'toml-eslint-parser';
import { configParserStyle, iniEntries } from '../deployment/ini-entries.ts';
import type { SparingSetting } from '../project/order-guard.ts';
import { applyEdits, type TextEdit } from './edit.ts';
import { indentationAt, lineEnd, newlineOf } from './lines.ts';

/**
 * Adds E402 to what a tool does not report in one file: `per-file-ignores` of ruff (TOML) or
 * flake8 (ini). Undefined where that table is written in a way that cannot be added to.
 */
export function ignoreE402(text: string, setting: SparingSetting): TextEdit[] | undefined {
  return setting.tool === 'ruff' ? inToml(text, setting) : inIni(text, setting);
}

const table = 'per-file-ignores';

function inToml(text: string, { path, file }: SparingSetting): TextEdit[] | undefined {
  const above = path.endsWith('/pyproject.toml') ? ['tool', 'ruff'] : [];
  const edit = tomlEdit(text, above, file);
  if (edit === undefined) return undefined;
  try {
    parseTOML(applyEdits(text, [edit]));
  } catch {
    return undefined;
  }
  return [edit];
}

/** The entries of one table, wherever it is written. */
interface TomlTable {
  readonly node: AST.TOMLTable | AST.TOMLInlineTable;
  readonly entries: readonly AST.TOMLKeyValue[];
}

function tomlEdit(text: string, above: readonly string[], file: string): TextEdit | undefined {
  let program: AST.TOMLProgram;
  try {
    program = parseTOML(text);
  } catch {
    return undefined;
  }
  const [top] = program.body;
  const tables = top.body.filter((node) => node.type === 'TOMLTable');
  const root = top.body.filter((node) => node.type === 'TOMLKeyValue');
  const known = tableOf(tables, root, above);
  const newline = newlineOf(text);
  if (known !== undefined) return addedTo(known, text, file);
  const lint = [...above, 'lint'];
  const own = tables.filter(({ resolvedKey }) => startsWith(resolvedKey, above));
  const last = own.findLast(({ resolvedKey }) => startsWith(resolvedKey, lint)) ?? own.at(-1);
  const at = above.length > 0 && last !== undefined ? last.range[1] : text.trimEnd().length;
  const end = lineEnd(text, at);
  const header = `[${[...lint, table].join('.')}]`;
  const lines = ['', '', header, `"${file}" = ["E402"]`];
  return { span: [end, end], text: lines.join(newline) + (end >= text.length ? newline : '') };
}

function startsWith(key: readonly (string | number)[], start: readonly string[]): boolean {
  return start.every((word, index) => key[index] === word);
}

/** `[tool.ruff.lint.per-file-ignores]`, or `per-file-ignores = {…}` in the table above it. */
function tableOf(
  tables: readonly AST.TOMLTable[],
  root: readonly AST.TOMLKeyValue[],
  above: readonly string[],
): TomlTable | undefined {
  for (const place of [[...above, 'lint'], above]) {
    const own = tables.find(
      ({ resolvedKey }) => resolvedKey.join('\n') === [...place, table].join('\n'),
    );
    if (own !== undefined) return { node: own, entries: own.body };
    const around = tables.find(({ resolvedKey }) => resolvedKey.join('\n') === place.join('\n'));
    for (const { key, value } of place.length === 0 ? root : (around?.body ?? [])) {
      const named = key.keys.map(keyText).join('.') === table;
      if (named && value.type === 'TOMLInlineTable') return { node: value, entries: value.body };
    }
  }
  return undefined;
}

function addedTo({ node, entries }: TomlTable, text: string, file: string): TextEdit | undefined {
  const own = entries.find(({ key }) => key.keys.map(keyText).join('.') === file);
  if (own !== undefined) {
    if (own.value.type !== 'TOMLArray') return undefined;
    const last = own.value.elements.at(-1);
    const at = last?.range[1] ?? own.value.range[0] + 1;
    return { span: [at, at], text: last === undefined ? '"E402"' : ', "E402"' };
  }
  const entry = `"${file}" = ["E402"]`;
  const last = entries.at(-1);
  if (node.type === 'TOMLInlineTable') {
    const at = last?.range[1] ?? node.range[0] + 1;
    return { span: [at, at], text: last === undefined ? ` ${entry} ` : `, ${entry}` };
  }
  const at = lineEnd(text, last?.range[1] ?? node.range[1]);
  const indent = last === undefined ? '' : indentationAt(text, last.range[0]);
  return { span: [at, at], text: `${newlineOf(text)}${indent}${entry}` };
}

function keyText(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function inIni(text: string, { file }: SparingSetting): TextEdit[] | undefined {
  const entries = iniEntries(text, configParserStyle).filter(
    ({ section }) => section.replace(/^tool:/, '') === 'flake8',
  );
  const newline = newlineOf(text);
  const known = entries.find(({ key }) => /^per[-_]file[-_]ignores$/i.test(key));
  if (known === undefined) {
    const header = /^\[(?:tool:)?flake8\][^\n]*/m.exec(text);
    const last = entries.at(-1);
    const from =
      (last?.value?.span ?? last?.keySpan)?.[1] ?? (header === null ? undefined : header.index + 1);
    if (from === undefined) return undefined;
    const end = lineEnd(text, from);
    return [{ span: [end, end], text: `${newline}${table} =${newline}    ${file}: E402` }];
  }
  const { value } = known;
  if (value === undefined || value.text.trim() === '') {
    const end = lineEnd(text, known.keySpan[1]);
    return [{ span: [end, end], text: `${newline}    ${file}: E402` }];
  }
  const end = value.span[1];
  const own = new RegExp(
    `(?<=^|[\\s])${file.replace(/[.+^$(){}|[\]\\]/g, '\\$&')}[ \\t]*:[ \\t]*[A-Z0-9]+(?:[ \\t]*,[ \\t]*[A-Z0-9]+)*`,
    'm',
  ).exec(text.slice(known.keySpan[0], end));
  if (own !== null) {
    const at = known.keySpan[0] + own.index + own[0].length;
    return [{ span: [at, at], text: own[0].includes(', ') ? ', E402' : ',E402' }];
  }
  const indent = indentationAt(text, end) || '    ';
  return [{ span: [end, end], text: `${newline}${indent}${file}: E402` }];
}
