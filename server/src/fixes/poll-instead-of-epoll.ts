import type { CallView, ModuleView } from '../project/model.ts';
import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { type ImportBinding, importBindings, isRebound, variables } from './import-bindings.ts';
import { insertImport } from './insert-import.ts';
import type { SourceFile } from './source.ts';
import { descendants } from './tree.ts';

/** Methods that `select.poll` has, too, with the same arguments. */
const alike = new Set(['register', 'unregister', 'modify', 'poll']);
/** Flags with a counterpart; the others (edge triggering, one shot) mean nothing to `select.poll`. */
const flags = /^EPOLL(IN|OUT|PRI|ERR|HUP)$/;

/**
 * Makes a file's `select.epoll` a `select.poll`: the constructor, the flags, and the timeouts,
 * which epoll counts in seconds and poll in milliseconds. Undefined where one of the uses has
 * no counterpart (close(), maxevents, EPOLLET, a timeout that is not a literal) or may have
 * escaped the file's view.
 */
export function pollInsteadOfEpoll(file: SourceFile): TextEdit[] | undefined {
  const { module } = file;
  const edits: TextEdit[] = [];
  const constructors = module.calls.filter((call) => call.path === 'select.epoll');
  const imports = importsOf(file, (name) => name === 'epoll');
  if (constructors.length + imports.length === 0) return undefined;
  for (const call of constructors) {
    const { callee, arguments: given } = call.call;
    // `select.poll()` is no context manager.
    if (given.length > 0 || call.call.usage === 'with') return undefined;
    if (callee.kind === 'name') continue;
    if (callee.kind !== 'attribute') return undefined;
    const imported = insertImport(file, { module: 'select' }, call.span[0]);
    if (imported === undefined) return undefined;
    edits.push(...imported.edits, { span: call.calleeSpan, text: `${imported.expression}.poll` });
  }
  for (const call of methodCalls(module)) {
    const edit = methodEdits(call);
    if (edit === undefined) return undefined;
    edits.push(...edit);
  }
  const named = renamedImports(file, imports);
  const flagEdits = renamedFlags(file);
  if (pollsUnseen(file) || escapes(file, constructors, imports)) return undefined;
  if (flagEdits === undefined || named === undefined) return undefined;
  return [...edits, ...named, ...flagEdits];
}

function methodCalls(module: ModuleView): readonly CallView[] {
  return module.calls.filter((call) => call.path?.startsWith('select.epoll.') === true);
}

function methodEdits(call: CallView): readonly TextEdit[] | undefined {
  const method = call.path?.slice('select.epoll.'.length) ?? '';
  if (!alike.has(method)) return undefined;
  if (method !== 'poll') return [];
  const [timeout, ...others] = call.call.arguments;
  if (timeout === undefined) return [];
  if (others.length > 0 || timeout.star !== undefined) return undefined;
  if (timeout.keyword !== undefined && timeout.keyword !== 'timeout') return undefined;
  if (timeout.value.kind === 'constant' && timeout.value.value === 'None') return [];
  if (timeout.value.kind !== 'number') return undefined;
  const seconds = Number(timeout.value.text.replaceAll('_', ''));
  if (!Number.isFinite(seconds)) return undefined;
  const at: Span = [timeout.span[0] + call.unit.start, timeout.span[1] + call.unit.start];
  return [{ span: at, text: String(Math.ceil(seconds * 1000)) }];
}

/** `select.EPOLLIN`, and `EPOLLIN` where that is imported from select. */
function renamedFlags(file: SourceFile): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const imports = importsOf(file, (name) => flags.test(name));
  for (const node of descendants(file.tree.rootNode, 'identifier')) {
    if (!node.text.startsWith('EPOLL')) continue;
    if (!flags.test(node.text)) return undefined;
    if (node.parent?.type === 'attribute') {
      edits.push({ span: [node.startIndex, node.startIndex + 1], text: '' });
    } else if (!imports.some(({ member }) => member === node.text)) return undefined;
  }
  const named = renamedImports(file, imports);
  return named && [...edits, ...named];
}

/** The names of a kind that the file takes from `select`. */
function importsOf(file: SourceFile, matches: (name: string) => boolean): ImportBinding[] {
  return importBindings(file.tree.rootNode).filter(
    ({ module, member }) => module === 'select' && member !== undefined && matches(member),
  );
}

/**
 * Drops the first letter of imported names, and where they are used; those imported `as` keep
 * that name. Undefined where one is bound again, or its new name means something already.
 */
function renamedImports(
  { tree: { rootNode: root } }: SourceFile,
  imports: readonly ImportBinding[],
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const seen = new Set<string>();
  for (const { item, member, local, aliased } of imports) {
    const name = aliased ? item.childForFieldName('name') : item;
    if (member === undefined || name === null || seen.has(local)) return undefined;
    seen.add(local);
    edits.push({ span: [name.startIndex, name.startIndex + 1], text: '' });
    if (isRebound(root, local)) return undefined;
    if (aliased) continue;
    const renamed = member.slice(1);
    const taken = importBindings(root).some((binding) => binding.local === renamed);
    if (taken || variables(root, renamed).length > 0) return undefined;
    for (const use of variables(root, local)) {
      edits.push({ span: [use.startIndex, use.startIndex + 1], text: '' });
    }
  }
  return edits;
}

/** Whether a `.poll` stands in the file whose object is not known: its timeout may count in seconds. */
function pollsUnseen({ tree, module }: SourceFile): boolean {
  const known = new Set(
    module.calls
      .filter(({ path }) => path !== undefined)
      .map(({ calleeSpan }) => calleeSpan.join()),
  );
  return descendants(tree.rootNode, 'attribute').some(
    (node) =>
      node.childForFieldName('attribute')?.text === 'poll' &&
      !known.has([node.startIndex, node.endIndex].join()),
  );
}

/** Whether `epoll` is written, or the name that it was imported as, where it is not called. */
function escapes(
  { tree: { rootNode: root } }: SourceFile,
  constructors: readonly CallView[],
  imports: readonly ImportBinding[],
): boolean {
  const isCalled = (node: Node): boolean =>
    constructors.some(({ calleeSpan }) => calleeSpan[1] === node.endIndex);
  const isImported = (node: Node): boolean =>
    imports.some(
      ({ item }) => item.startIndex <= node.startIndex && node.endIndex <= item.endIndex,
    );
  const written = descendants(root, 'identifier').filter(({ text }) => text === 'epoll');
  const named = imports.flatMap(({ local }) => variables(root, local));
  return [...written, ...named].some((node) => !isCalled(node) && !isImported(node));
}
