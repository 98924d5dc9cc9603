import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { importBindings, isBinding, variables } from './import-bindings.ts';
import { insertImport } from './insert-import.ts';
import { isBlank, lineEnd, newlineOf, nextLine } from './lines.ts';
import { allPatchCalls } from './patch-calls.ts';
import { descendants, nodeAt, type PythonText, parts, statementOf } from './tree.ts';

/** The edits, and where the pool is made: there the patch must have run. */
export interface ProcessPoolEdits {
  readonly edits: readonly TextEdit[];
  /** Absolute offset in the text as it is. */
  readonly poolAt: number;
}

/** What the new pool is called. */
const poolName = '_process_pool';

/**
 * Turns a call `f(a, k=1)` into `_process_pool.submit(f, a, k=1).result()`, with the pool made
 * below the imports, or the one that the module has already. The pool spawns its processes: a
 * forked one would carry running greenlets along. Undefined where the text does not allow it:
 * `await f()`, a decorator, an argument that is no plain value, a name that is taken.
 */
export function runInProcessPool(file: PythonText, span: Span): ProcessPoolEdits | undefined {
  const call = nodeAt(file, span, 'call');
  const callee = call?.childForFieldName('function');
  const list = call?.childForFieldName('arguments');
  if (call === undefined || callee == null || list?.type !== 'argument_list') return undefined;
  if (!/^(?:identifier|attribute)$/.test(callee.type)) return undefined;
  if (call.parent?.type === 'await' || call.parent?.type === 'decorator') return undefined;
  if (file.text.slice(callee.endIndex, list.startIndex).trim() !== '') return undefined;
  const given = parts(list);
  if (given.some((argument) => !mayTravel(argument))) return undefined;
  const pool = processPool(file, call);
  if (pool === undefined) return undefined;
  const open: Span = [callee.endIndex, list.startIndex + 1];
  return {
    poolAt: pool.at,
    edits: [
      ...pool.edits,
      { span: [call.startIndex, call.startIndex], text: `${pool.name}.submit(` },
      {
        span: open,
        text: given.length === 0 ? '' : /\s/.test(file.text[open[1]] ?? '') ? ',' : ', ',
      },
      { span: [call.endIndex, call.endIndex], text: '.result()' },
    ],
  };
}

/** `pool.submit(f, a)` becomes `_process_pool.submit(f, a)`: only the pool is another. */
export function submitToProcessPool(file: PythonText, span: Span): ProcessPoolEdits | undefined {
  const call = nodeAt(file, span, 'call');
  const callee = call?.childForFieldName('function');
  const list = call?.childForFieldName('arguments');
  if (call === undefined || callee?.type !== 'attribute' || list == null) return undefined;
  const given = list.type === 'argument_list' ? parts(list) : [list];
  if (given.some((argument) => !mayTravel(argument))) return undefined;
  const receiver = callee.childForFieldName('object');
  const pool = receiver === null ? undefined : processPool(file, call);
  if (pool === undefined || receiver === null) return undefined;
  return {
    poolAt: pool.at,
    edits: [...pool.edits, { span: [receiver.startIndex, receiver.endIndex], text: pool.name }],
  };
}

/** `loop.run_in_executor(None, f, a)` becomes `loop.run_in_executor(_process_pool, f, a)`. */
export function handToProcessPool(file: PythonText, span: Span): ProcessPoolEdits | undefined {
  const call = nodeAt(file, span, 'call');
  const list = call?.childForFieldName('arguments');
  if (call === undefined || list?.type !== 'argument_list') return undefined;
  const [executor, ...given] = parts(list);
  if (executor === undefined || /splat|keyword/.test(executor.type)) return undefined;
  if (given.some((argument) => !mayTravel(argument))) return undefined;
  const pool = processPool(file, call);
  return (
    pool && {
      poolAt: pool.at,
      edits: [...pool.edits, { span: [executor.startIndex, executor.endIndex], text: pool.name }],
    }
  );
}

/** Whether nothing in an argument's text says that it cannot be pickled. */
function mayTravel(argument: Node): boolean {
  if (/splat/.test(argument.type)) return false;
  if (descendants(argument, 'lambda', 'generator_expression', 'yield', 'await').length > 0) {
    return false;
  }
  const value =
    argument.type === 'keyword_argument' ? argument.childForFieldName('value') : argument;
  return value !== null && !/^(?:self|cls)$/.test(value.text);
}

interface Pool {
  readonly name: string;
  readonly at: number;
  readonly edits: readonly TextEdit[];
}

/** The module's process pool, made below its imports where there is none. */
function processPool(file: PythonText, call: Node): Pool | undefined {
  const root = file.tree.rootNode;
  const statements = parts(root);
  let around = statementOf(call);
  while (around.parent !== null && around.parent.type !== 'module') {
    around = statementOf(around.parent);
  }
  const known = knownPool(statements);
  if (known !== undefined) {
    const { name, at } = known;
    const others = variables(root, name).filter(isBinding).length !== 1;
    return others || at >= around.startIndex ? undefined : { name, at, edits: [] };
  }
  if (descendants(root, 'identifier').some(({ text }) => text === poolName)) return undefined;
  const anchor = statements.findLast(
    (node) => node.endIndex <= around.startIndex && /^import_/.test(node.type),
  );
  const next = anchor === undefined ? undefined : statements[statements.indexOf(anchor) + 1];
  if (anchor === undefined || next === undefined) return undefined;
  if (allPatchCalls(file).some(({ statement }) => statement.startIndex > anchor.startIndex)) {
    return undefined;
  }
  const { text } = file;
  const end = lineEnd(text, anchor.endIndex);
  const rest = text.slice(anchor.endIndex, end).trim();
  if (rest !== '' && !rest.startsWith('#')) return undefined;
  const imports = [
    insertImport(file, { module: 'multiprocessing' }, next.startIndex),
    insertImport(
      file,
      { module: 'concurrent.futures', name: 'ProcessPoolExecutor' },
      next.startIndex,
    ),
  ];
  const [processes, executor] = imports;
  if (processes === undefined || executor === undefined) return undefined;
  // One that stands below the new line would come too late.
  const late = importBindings(root).some(
    ({ local, statement }) =>
      statement.startIndex > anchor.startIndex &&
      (local === processes.expression || local === executor.expression),
  );
  if (late) return undefined;
  const newline = newlineOf(text);
  const made = `${poolName} = ${executor.expression}(mp_context=${processes.expression}.get_context("spawn"))`;
  const gap = end < text.length && !isBlank(text, nextLine(text, end)) ? newline : '';
  return {
    name: poolName,
    at: end,
    edits: [
      ...processes.edits,
      ...executor.edits,
      { span: [end, end], text: newline + newline + made + gap },
    ],
  };
}

/** A process pool that the module's own level makes, by a plain assignment. */
function knownPool(statements: readonly Node[]): { name: string; at: number } | undefined {
  for (const statement of statements) {
    const assignment = statement.type === 'expression_statement' ? parts(statement)[0] : undefined;
    if (assignment?.type !== 'assignment') continue;
    const target = assignment.childForFieldName('left');
    const made = assignment.childForFieldName('right');
    if (target?.type !== 'identifier' || made?.type !== 'call') continue;
    const callee = made.childForFieldName('function');
    if (callee !== null && /(?:^|\.)ProcessPoolExecutor$/.test(callee.text)) {
      return { name: target.text, at: statement.startIndex };
    }
  }
  return undefined;
}
