import type { CallView, ModuleView } from '../project/model.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
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
  if (constructors.length === 0) return undefined;
  for (const call of constructors) {
    if (call.call.arguments.length > 0 || call.call.callee.kind !== 'attribute') return undefined;
    const imported = insertImport(file, { module: 'select' }, call.span[0]);
    if (imported === undefined) return undefined;
    edits.push(...imported.edits, { span: call.calleeSpan, text: `${imported.expression}.poll` });
  }
  for (const call of methodCalls(module)) {
    const edit = methodEdits(call);
    if (edit === undefined) return undefined;
    edits.push(...edit);
  }
  const flagEdits = renamedFlags(file);
  if (pollsUnseen(file)) return undefined;
  if (flagEdits === undefined || mentions(file) !== constructors.length) return undefined;
  return [...edits, ...flagEdits];
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

function renamedFlags(file: SourceFile): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const node of descendants(file.tree.rootNode, 'identifier')) {
    if (!node.text.startsWith('EPOLL')) continue;
    if (!flags.test(node.text) || node.parent?.type !== 'attribute') return undefined;
    edits.push({ span: [node.startIndex, node.startIndex + 1], text: '' });
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

/** How often `epoll` is written: more often than it is called means that it went elsewhere. */
function mentions(file: SourceFile): number {
  return descendants(file.tree.rootNode, 'identifier').filter(({ text }) => text === 'epoll')
    .length;
}
