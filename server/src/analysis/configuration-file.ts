import { type AST, getStaticTOMLValue, ParseError, parseTOML } from 'toml-eslint-parser';
import { fileName } from '../facts/file-path.ts';
import type { Span } from '../syntax/span.ts';
import type { RuleList } from './rule-list.ts';
import type { Settings } from './settings.ts';
import { checkSettings } from './settings-check.ts';

/** Names of files that may hold our configuration; the first of a folder that does wins. */
export const configurationFileNames: readonly string[] = ['greenlint.toml', 'pyproject.toml'];

/** What a configuration file says. */
export interface ConfigurationFile {
  /** Undefined where the file says nothing about us: a pyproject.toml without our table. */
  readonly settings: Partial<Settings> | undefined;
  readonly problems: readonly ConfigurationProblem[];
  /** Where the programs are named that it declares, by `spanKey`. */
  readonly declared: ReadonlyMap<string, Span>;
}

/** Identifies a program that a setting names. */
export function spanKey(setting: 'entryPoints' | 'patchedBy' | 'notGevent', entry: string): string {
  return `${setting} ${entry}`;
}

/** Something wrong in a configuration file, where it stands. */
export interface ConfigurationProblem {
  readonly span: Span;
  readonly message: string;
}

/**
 * Reads `greenlint.toml` (keys at the top level) or `[tool.greenlint]` of any other TOML file.
 * Never throws: a file that is not TOML has one problem and no settings.
 */
export function readConfigurationFile(
  path: string,
  text: string,
  rules: RuleList,
): ConfigurationFile {
  const own = fileName(path) !== 'pyproject.toml';
  if (!own && !/greenlint/.test(text)) return saysNothing;
  let program: AST.TOMLProgram;
  try {
    program = parseTOML(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const at = Math.min(error.index, text.length);
    const end = endOfLine(text, at);
    return {
      settings: {},
      declared: new Map(),
      problems: [
        {
          span: [at, Math.max(end, Math.min(at + 1, text.length))],
          message: `This file is not valid TOML: ${lowerFirst(error.message)}. Defaults apply.`,
        },
      ],
    };
  }
  const root = getStaticTOMLValue(program) as Record<string, unknown>;
  const prefix = own ? [] : ['tool', 'greenlint'];
  const raw = own ? root : valueAt(root, prefix);
  if (raw === undefined) return saysNothing;
  const checked = checkSettings(raw, 'file', rules);
  return {
    settings: checked.settings,
    problems: checked.problems.map((problem) => ({
      span: locate(program, [...prefix, ...problem.path], problem.atKey),
      message: problem.message,
    })),
    declared: declaredSpans(checked.settings, raw, (at, atKey) =>
      locate(program, [...prefix, ...at], atKey),
    ),
  };
}

const saysNothing: ConfigurationFile = { settings: undefined, problems: [], declared: new Map() };

function declaredSpans(
  { entryPoints = [], patchedBy = {}, notGevent = [] }: Partial<Settings>,
  raw: unknown,
  spanAt: (path: readonly (string | number)[], atKey: boolean) => Span,
): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  const lists = [
    ['entryPoints', 'entry-points', entryPoints],
    ['notGevent', 'not-gevent', notGevent],
  ] as const;
  for (const [setting, key, entries] of lists) {
    // Elements that make no sense were left out, but count where a list is indexed.
    const written = valueAt(raw, [key]);
    for (const entry of entries) {
      const index = Array.isArray(written) ? written.indexOf(entry) : -1;
      spans.set(spanKey(setting, entry), spanAt([key, index], false));
    }
  }
  for (const entry of Object.keys(patchedBy)) {
    spans.set(spanKey('patchedBy', entry), spanAt(['patched-by', entry], true));
  }
  return spans;
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** The range of the key or value at a path; of the longest part of the path that is written. */
function locate(
  program: AST.TOMLProgram,
  path: readonly (string | number)[],
  atKey: boolean,
): Span {
  let best: { length: number; span: Span } = { length: -1, span: [0, 0] };
  const offer = (at: readonly (string | number)[], key: AST.HasLocs, value: AST.HasLocs) => {
    if (at.length <= best.length || at.some((part, index) => part !== path[index])) return;
    const node = atKey || at.length < path.length ? key : value;
    best = { length: at.length, span: [node.range[0], node.range[1]] };
  };
  const visitValue = (at: readonly (string | number)[], value: AST.TOMLContentNode): void => {
    if (value.type === 'TOMLArray') {
      value.elements.forEach((element, index) => {
        offer([...at, index], element, element);
        visitValue([...at, index], element);
      });
    }
    if (value.type === 'TOMLInlineTable') visitPairs(at, value.body);
  };
  const visitPairs = (at: readonly (string | number)[], pairs: readonly AST.TOMLKeyValue[]) => {
    for (const pair of pairs) {
      const names = pair.key.keys.map(keyText);
      names.forEach((_, index) => {
        offer([...at, ...names.slice(0, index + 1)], pair.key.keys[index]!, pair.value);
      });
      visitValue([...at, ...names], pair.value);
    }
  };
  for (const entry of program.body[0].body) {
    if (entry.type === 'TOMLKeyValue') visitPairs([], [entry]);
    else {
      entry.resolvedKey.forEach((_, index) => {
        offer(entry.resolvedKey.slice(0, index + 1), entry.key, entry.key);
      });
      visitPairs(entry.resolvedKey, entry.body);
    }
  }
  return best.span;
}

function keyText(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function endOfLine(text: string, from: number): number {
  const end = text.slice(from).search(/[\r\n]/);
  return end < 0 ? text.length : from + end;
}

function lowerFirst(text: string): string {
  const trimmed = text.replace(/\.$/, '');
  return trimmed.charAt(0).toLowerCase() + trimmed.slice(1);
}
