import type { Node } from '../syntax/python-parser.ts';
import { isBlank, lineEnd, newlineOf, nextLine, skipBlankLines } from './lines.ts';
import { type PythonText, parts } from './tree.ts';

/** Where a file's first statement of its own may go. */
export interface Head {
  /** Start of the line before which new lines go; the text's length where nothing follows. */
  readonly offset: number;
  /** What must be written before the new lines: a line ending, a blank line. */
  readonly before: string;
  /** The first statement below, if there is one. */
  readonly next: Node | undefined;
}

/** Comments that speak of the whole file, wherever they stand in its first block. */
const aboutFile =
  /copyright|licen[cs]e|SPDX-|^#!|coding[:=]|^# \/\/\/|^#\s*(?:-\*-|vim?:|pylint|mypy|ruff|flake8|isort:\s*skip_file|type:|fmt:|pyright|yapf|greenlint|distutils|cython)/im;

/**
 * The place after shebang, encoding line, licence, script metadata, docstring and `__future__`
 * imports. Undefined where a statement follows one of those on its own line.
 */
export function headOf(file: PythonText): Head | undefined {
  const { text } = file;
  const newline = newlineOf(text);
  const statements = parts(file.tree.rootNode);
  let last: Node | undefined;
  let count = 0;
  for (const statement of statements) {
    const isPrefix =
      count === 0 ? isDocstring(statement) || isFuture(statement) : isFuture(statement);
    if (!isPrefix) break;
    last = statement;
    count += 1;
  }
  const next = statements[count];
  let offset = 0;
  if (last !== undefined) {
    const rest = text.slice(last.endIndex, lineEnd(text, last.endIndex)).trim();
    if (rest !== '' && !rest.startsWith('#')) return undefined;
    offset = nextLine(text, last.endIndex);
  } else {
    offset = endOfFileComments(text);
  }
  if (offset === 0) return { offset: skipBlankLines(text, 0), before: '', next };
  if (text[offset - 1] !== '\n') return { offset, before: newline + newline, next };
  const following = skipBlankLines(text, offset);
  return { offset: following, before: following > offset ? '' : newline, next };
}

/** Whether a statement is a string that Python may take for a docstring. */
export function isDocstring(statement: Node): boolean {
  if (statement.type !== 'expression_statement') return false;
  const [value, ...more] = parts(statement);
  if (value === undefined || more.length > 0) return false;
  if (value.type === 'concatenated_string') return true;
  return value.type === 'string' && !/^[a-z]*[fb]/i.test(value.text);
}

function isFuture(statement: Node): boolean {
  return statement.type === 'future_import_statement';
}

/** Where the comments end that open the file and belong to it, not to its first statement. */
function endOfFileComments(text: string): number {
  let end = 0;
  let position = skipBlankLines(text, 0);
  while (position < text.length && text[position] === '#') {
    const start = position;
    let lines = 0;
    while (position < text.length && text[position] === '#') {
      position = nextLine(text, position);
      lines += 1;
    }
    const block = text.slice(start, position);
    const standsAlone = position >= text.length || isBlank(text, position);
    if (!standsAlone && !aboutFile.test(block) && !(end === 0 && lines >= 3)) {
      // Of a mixed block only shebang and encoding line are the file's.
      break;
    }
    end = position;
    position = skipBlankLines(text, position);
  }
  return end;
}
