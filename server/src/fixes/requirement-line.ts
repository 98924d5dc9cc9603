import type { Dependency } from '../deployment/deployment-file.ts';
import { readDeploymentFile } from '../deployment/read-deployment-file.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { Span } from '../syntax/span.ts';
import { applyEdits, type TextEdit } from './edit.ts';
import { indentationAt, lineEnd, lineStart, newlineOf } from './lines.ts';

/** One clause, or a version by itself as Poetry writes it; what people put before it stays. */
const SINGLE = /^(\s*(?:===?|~=|>=|\^|~)?\s*)(\d[\w.]*)\s*$/;

/**
 * Raises the version that a line of a dependency file asks for to `version`. `specifier`: where the
 * versions stand as written. Undefined where the line asks for several things at once, or where
 * hashes stand beside it, which only a tool can write anew.
 */
export function raiseRequirement(
  text: string,
  specifier: Span,
  version: string,
): TextEdit[] | undefined {
  if (text.includes('--hash')) return undefined;
  const written = SINGLE.exec(text.slice(specifier[0], specifier[1]));
  if (written === null) return undefined;
  const start = specifier[0] + written[1]!.length;
  return [{ span: [start, start + written[2]!.length], text: version }];
}

/** A dependency as a file asks for it: where its parts stand. */
export type AskedFor = Pick<Dependency, 'span' | 'nameSpan' | 'specifierSpan' | 'extras'>;

/** Files with one requirement on each line. */
const LINES = /\.(?:txt|in)$/;

/** Files whose tables may have a dependency as key: `mysqlclient = "^2.2"`. */
const TABLES = /(?:\.toml|(?:^|\/)Pipfile)$/;

/**
 * Asks for `name`, in any version, in place of a dependency, in whatever file declares it; its marker,
 * comment and quotes stay. Undefined beside hashes, where the entry says where the dependency comes
 * from, and where the file would then not read as meant.
 */
export function replaceRequirement(
  path: FilePath,
  text: string,
  asked: AskedFor,
  name: string,
): TextEdit[] | undefined {
  const { span, nameSpan, specifierSpan } = asked;
  if (!isTableEntry(path, text, asked)) {
    return checked(path, text, [{ span, text: name }], name, 0);
  }
  const line = text.slice(nameSpan[0], lineEnd(text, nameSpan[1]));
  if (asked.extras.length > 0 || (specifierSpan === undefined && line.includes('{'))) {
    return undefined;
  }
  const edits: TextEdit[] = [{ span: nameSpan, text: name }];
  if (specifierSpan !== undefined) edits.push({ span: specifierSpan, text: '*' });
  return checked(path, text, edits, name, 0);
}

/** Asks for `name` beside a dependency: on a line of its own, or as the next of a list. */
export function addRequirement(
  path: FilePath,
  text: string,
  asked: AskedFor,
  name: string,
): TextEdit[] | undefined {
  const { span, nameSpan } = asked;
  const newline = newlineOf(text);
  const end = lineEnd(text, span[1]);
  const start = lineStart(text, nameSpan[0]);
  const indentation = newline + indentationAt(text, nameSpan[0]);
  const add = (...edits: TextEdit[]) => checked(path, text, edits, name, 1);
  if (LINES.test(path)) {
    // A line that goes on, or that pip-tools explains below, is not taken apart.
    if (/^\r?\n[ \t]+#/.test(text.slice(end))) return undefined;
    if (text.slice(span[1], end).trimEnd().endsWith('\\')) return undefined;
    return add({ span: [end, end], text: `${newline}${name}` });
  }
  if (isTableEntry(path, text, asked)) {
    return add({ span: [end, end], text: `${indentation}${name} = "*"` });
  }
  const quote = text[span[0] - 1] ?? '';
  if (quote !== '"' && quote !== "'") {
    const alone = text.slice(start, span[0]).trim() === '';
    return alone && path.endsWith('setup.cfg')
      ? add({ span: [end, end], text: indentation + name })
      : undefined;
  }
  const close = text.indexOf(quote, span[1]) + 1;
  if (close === 0 || close > end) return undefined;
  const item = `${quote}${name}${quote}`;
  if (text.slice(start, span[0] - 1).trim() !== '') {
    return add({ span: [close, close], text: `, ${item}` });
  }
  const hasComma = text.slice(close, end).trimStart().startsWith(',');
  if (hasComma) return add({ span: [end, end], text: `${indentation}${item},` });
  if (!/^\s*(?:#.*)?$/.test(text.slice(close, end))) return undefined;
  return add({ span: [close, close], text: ',' }, { span: [end, end], text: indentation + item });
}

/** `mysqlclient = "^2.2"`, other than `"mysqlclient==2.2"`. */
function isTableEntry(path: FilePath, text: string, { nameSpan }: AskedFor): boolean {
  return TABLES.test(path) && /^["']?[ \t]*=(?!=)/.test(text.slice(nameSpan[1]));
}

/** The edits, if the file can be read after them and has `more` dependencies more, `name` among them. */
function checked(
  path: FilePath,
  text: string,
  edits: readonly TextEdit[],
  name: string,
  more: number,
): TextEdit[] | undefined {
  if (text.includes('--hash')) return undefined;
  const before = readDeploymentFile(path, text).dependencies;
  const { dependencies: after, problem } = readDeploymentFile(path, applyEdits(text, edits));
  const count = (all: typeof after) => all.filter((one) => one.name === name).length;
  const isMeant = after.length === before.length + more && count(after) === count(before) + 1;
  return problem === undefined && isMeant ? [...edits] : undefined;
}
