import { isStandardModule } from '../knowledge/standard-modules.ts';
import type { Node } from '../syntax/python-parser.ts';
import type { TextEdit } from './edit.ts';
import { headOf, isDocstring } from './head.ts';
import {
  firstPart,
  type ImportBinding,
  importBindings,
  isBinding,
  scopeOf,
  variables,
} from './import-bindings.ts';
import { lineEnd, newlineOf, nextLine } from './lines.ts';
import { allPatchCalls } from './patch-calls.ts';
import { ancestors, type PythonText, parts, same } from './tree.ts';

/** What the new code needs: a module (`gevent`), or a name out of one (`Semaphore` of `gevent.lock`). */
export interface WantedImport {
  readonly module: string;
  readonly name?: string;
}

/** How to say what was wanted, and the edits that make it known (none where it is already). */
export interface InsertedImport {
  /** `gevent`, or the alias that the file has for it. */
  readonly expression: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Makes a module or name known at offset `at`. An import of the module's own level is used
 * where there is one; else a new one is written into the import block: below the patch,
 * docstring and `__future__`, with its own kind, never into a try or `if TYPE_CHECKING`.
 * Undefined where the name means something else at `at` or in the module.
 */
export function insertImport(
  file: PythonText,
  wanted: WantedImport,
  at: number,
): InsertedImport | undefined {
  const root = file.tree.rootNode;
  const place = root.descendantForIndex(at) ?? root;
  const known = importBindings(root).find(
    (binding) =>
      provides(binding, wanted) &&
      isVisible(binding, place) &&
      !isShadowed(root, binding.local, place, binding),
  );
  if (known !== undefined) {
    const expression =
      wanted.name === undefined && !known.aliased && known.member === undefined
        ? wanted.module
        : known.local;
    return { expression, edits: [] };
  }
  const local = wanted.name ?? firstPart(wanted.module);
  if (isShadowed(root, local, place, undefined)) return undefined;
  const line =
    wanted.name === undefined
      ? `import ${wanted.module}`
      : `from ${wanted.module} import ${wanted.name}`;
  const edit = newImport(file, wanted, line, at);
  return edit && { expression: wanted.name ?? wanted.module, edits: [edit] };
}

function provides(
  { module, member, aliased }: ImportBinding,
  { module: wanted, name }: WantedImport,
): boolean {
  if (name !== undefined) return module === wanted && member === name;
  if (member !== undefined) return `${module}.${member}` === wanted;
  return aliased ? module === wanted : module === wanted || module.startsWith(`${wanted}.`);
}

/** Whether the import has certainly run when the code at `place` does, and binds a name seen there. */
function isVisible({ statement }: ImportBinding, place: Node): boolean {
  const scope = scopeOf(statement);
  const inOwnBlock =
    statement.parent?.type === 'module' || statement.parent?.parent?.type === 'function_definition';
  if (!inOwnBlock) return false;
  if (scope.type !== 'module') {
    return same(scope, functionOf(place)) && statement.endIndex <= place.startIndex;
  }
  if (statement.endIndex <= place.startIndex) return true;
  return functionOf(place) !== undefined && runsBeforeCalls(statement, place);
}

/** Whether nothing between the function around `place` and the import below could call it. */
function runsBeforeCalls(statement: Node, place: Node): boolean {
  let between = statementsAround(place).at(-1)?.nextNamedSibling;
  while (between != null && !same(between, statement)) {
    if (!/^(?:comment|import\w*|function_definition|class_definition)$/.test(between.type))
      return false;
    between = between.nextNamedSibling;
  }
  return between != null;
}

/** The nodes around `node` but for the module, innermost first. */
function statementsAround(node: Node): Node[] {
  return ancestors(node).filter(({ type }) => type !== 'module');
}

function functionOf(place: Node): Node | undefined {
  return ancestors(place).find(
    (node) => node.type === 'function_definition' || node.type === 'lambda',
  );
}

/** Whether `local` is bound to something else in the module or in a function around `place`. */
function isShadowed(
  root: Node,
  local: string,
  place: Node,
  own: ImportBinding | undefined,
): boolean {
  const around = ancestors(place);
  const counts = (scope: Node) =>
    scope.type === 'module' ||
    around.some(
      (node) =>
        same(node, scope) && (node.type !== 'class_definition' || same(scope, scopeOf(place))),
    );
  const rebound = variables(root, local).some((node) => {
    if (!isBinding(node)) return false;
    const definition = node.parent;
    const named = definition !== null && /^(?:function|class)_definition$/.test(definition.type);
    return counts(named && definition !== null ? scopeOf(definition) : scopeOf(node));
  });
  if (rebound) return true;
  return importBindings(root).some(
    (binding) =>
      binding.local === local &&
      !(own !== undefined && means(binding) === means(own)) &&
      !(
        own === undefined &&
        firstPart(binding.module) === local &&
        binding.member === undefined &&
        !binding.aliased
      ) &&
      counts(scopeOf(binding.statement)),
  );
}

function means({ module, member, aliased }: ImportBinding): string {
  return member !== undefined ? `${module}.${member}` : aliased ? module : firstPart(module);
}

/** The new line, placed among the imports of its own kind. */
function newImport(
  file: PythonText,
  wanted: WantedImport,
  line: string,
  at: number,
): TextEdit | undefined {
  const { text } = file;
  const newline = newlineOf(text);
  const head = headOf(file);
  if (head === undefined) return undefined;
  const statements = parts(file.tree.rootNode);
  const patches = allPatchCalls(file).map(({ statement }) => statement);
  const lastPatch = statements.findLast((node) => patches.some((patch) => same(patch, node)));
  const floor = lastPatch?.endIndex ?? 0;
  const block = importBlock(statements, Math.max(floor, head.offset), at);
  const guarded = block.some((node) =>
    /#\s*noqa:[^\n]*\bE402\b/i.test(text.slice(node.startIndex, lineEnd(text, node.endIndex))),
  );
  const written = guarded ? `${line}  # noqa: E402` : line;
  const target = neighbour(block, wanted);
  if (target !== undefined) {
    const { node, side } = target;
    if (side === 'before')
      return { span: [node.startIndex, node.startIndex], text: written + newline };
    if (!endsLine(text, node)) return undefined;
    const end = lineEnd(text, node.endIndex);
    return { span: [end, end], text: newline + (side === 'apart' ? newline : '') + written };
  }
  const first = block[0];
  if (first !== undefined) {
    return { span: [first.startIndex, first.startIndex], text: written + newline + newline };
  }
  if (lastPatch !== undefined) {
    if (!endsLine(text, lastPatch)) return undefined;
    let end = lineEnd(text, lastPatch.endIndex);
    const mark = nextLine(text, end);
    if (text.startsWith('# isort: split', mark)) end = lineEnd(text, mark);
    return { span: [end, end], text: newline + newline + written };
  }
  const wide = head.next !== undefined && /_definition$/.test(head.next.type);
  const after = head.next === undefined ? newline : newline.repeat(wide ? 3 : 2);
  return { span: [head.offset, head.offset], text: head.before + written + after };
}

/** Whether the statement's line holds nothing behind it but a comment. */
function endsLine(text: string, node: Node): boolean {
  const rest = text.slice(node.endIndex, lineEnd(text, node.endIndex)).trim();
  return rest === '' || rest.startsWith('#');
}

/** The import statements of the module's own level from `floor` to the first other code. */
function importBlock(statements: readonly Node[], floor: number, at: number): Node[] {
  const block: Node[] = [];
  for (const statement of statements) {
    if (statement.startIndex < floor) continue;
    if (statement.startIndex >= at) break;
    if (statement.type === 'import_statement' || statement.type === 'import_from_statement') {
      block.push(statement);
    } else if (!isDocstring(statement) && !/^(?:try|if)_statement$/.test(statement.type)) break;
  }
  return block;
}

interface Neighbour {
  readonly node: Node;
  readonly side: 'before' | 'after' | 'apart';
}

/** Beside which import the new one goes: its own package, then its own kind. */
function neighbour(block: readonly Node[], wanted: WantedImport): Neighbour | undefined {
  const root = firstPart(wanted.module);
  const moduleOf = (node: Node) =>
    importBindings(node)[0]?.module ?? node.childForFieldName('module_name')?.text ?? '';
  const standard = isStandardModule(wanted.module);
  const kin = block.filter((node) => firstPart(moduleOf(node)) === root);
  const kind = block.filter(
    (node) => !moduleOf(node).startsWith('.') && isStandardModule(moduleOf(node)) === standard,
  );
  const group = kin.length > 0 ? kin : kind;
  const plain = (node: Node) => node.type === 'import_statement';
  const wantsPlain = wanted.name === undefined;
  const below = group.find((node) =>
    plain(node) === wantsPlain ? moduleOf(node) > wanted.module : wantsPlain,
  );
  if (below !== undefined) {
    const opens = below.previousNamedSibling?.type === 'comment' && same(below, block[0]);
    return { node: below, side: opens ? 'after' : 'before' };
  }
  const last = group.at(-1);
  if (last !== undefined) return { node: last, side: 'after' };
  const lastStandard = block.filter((node) => isStandardModule(moduleOf(node))).at(-1);
  return !standard && lastStandard !== undefined
    ? { node: lastStandard, side: 'apart' }
    : undefined;
}
