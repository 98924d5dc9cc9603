import type { Node } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import { type ImportBinding, importBindings, isRebound, scopeOf } from './import-bindings.ts';
import { ancestors, descendants, nodeAt, type PythonText, parts, same } from './tree.ts';

/** A patching call that is a statement of its own, and the import that its name comes from. */
export interface PatchCall {
  readonly statement: Node;
  readonly call: Node;
  /** Undefined where `gevent.monkey` was never imported by that spelling. */
  readonly binding: ImportBinding | undefined;
  /** The name that the callee starts from. */
  readonly root: string;
}

const patchFunction = /(?:^|\.)patch_[a-z_]+$/;

/** The patch calls at `spans`; undefined where one of them is no plain statement. */
export function patchCalls(file: PythonText, spans: readonly Span[]): PatchCall[] | undefined {
  const found: PatchCall[] = [];
  for (const span of spans) {
    const call = nodeAt(file, span, 'call');
    const statement = call?.parent;
    if (call === undefined || statement?.type !== 'expression_statement') return undefined;
    if (parts(statement).length !== 1) return undefined;
    const callee = call.childForFieldName('function')?.text.replace(/\s/g, '') ?? '';
    if (!/^[\p{L}\p{N}_.]+$/u.test(callee)) return undefined;
    const root = callee.split('.')[0] ?? '';
    found.push({ statement, call, root, binding: bindingFor(file, call, callee, root) });
  }
  return found.sort((a, b) => a.statement.startIndex - b.statement.startIndex);
}

/** Every statement of the file that calls a `patch_…` function of gevent.monkey. */
export function allPatchCalls(file: PythonText): PatchCall[] {
  const aliases = new Set(
    importBindings(file.tree.rootNode)
      .filter(({ module, aliased }) => aliased && module === 'gevent.monkey')
      .map(({ local }) => local),
  );
  return descendants(file.tree.rootNode, 'call').flatMap((call) => {
    const callee = call.childForFieldName('function')?.text.replace(/\s/g, '') ?? '';
    const root = callee.split('.')[0] ?? '';
    const statement = call.parent;
    if (statement?.type !== 'expression_statement') return [];
    // Looked at before the imports are, which costs a walk over the file.
    if (!patchFunction.test(callee) && !aliases.has(callee)) return [];
    const binding = bindingFor(file, call, callee, root);
    if (binding === undefined) return [];
    const path = [binding.module, binding.member].filter((part) => part !== undefined).join('.');
    const written = callee.slice(root.length);
    const full = binding.aliased || binding.member !== undefined ? path + written : callee;
    return full.startsWith('gevent.monkey.') && patchFunction.test(full)
      ? [{ statement, call, root, binding }]
      : [];
  });
}

/** Whether nothing above this statement but file comments, docstring and gevent's own imports runs before it. */
export function standsFirst(file: PythonText, patches: readonly PatchCall[]): boolean {
  const statements = parts(file.tree.rootNode);
  let seen = 0;
  for (const [index, statement] of statements.entries()) {
    if (seen === patches.length) break;
    if (patches.some((patch) => same(patch.statement, statement))) seen += 1;
    else if (statement.type === 'future_import_statement' || isGeventImport(statement)) continue;
    else if (index === 0 && statement.type === 'expression_statement') {
      if (parts(statement)[0]?.type !== 'string') return false;
    } else return false;
  }
  return seen === patches.length;
}

/** Whether an import takes nothing but gevent's own modules, which patching never comes too late for. */
export function isGeventImport(statement: Node): boolean {
  if (statement.type !== 'import_statement' && statement.type !== 'import_from_statement')
    return false;
  const bindings = importBindings(statement);
  return bindings.length > 0 && bindings.every(({ module }) => /^gevent(?:\.|$)/.test(module));
}

/** The containers out of which a patch may be moved: function bodies and the first branch of an `if`. */
export function isMovable(node: Node): boolean {
  return ancestors(node).every((around) =>
    ['module', 'block', 'function_definition', 'decorated_definition', 'if_statement'].includes(
      around.type,
    ),
  );
}

/** The import that `root` means where `call` stands: in its own function before the module. */
function bindingFor(
  file: PythonText,
  call: Node,
  callee: string,
  root: string,
): ImportBinding | undefined {
  const candidates = importBindings(file.tree.rootNode).filter(
    ({ local, statement, module, aliased, member }) => {
      if (local !== root || statement.startIndex > call.startIndex) return false;
      if (member === undefined && !aliased && !callee.startsWith(`${module}.`)) return false;
      const scope = scopeOf(statement);
      return scope.type === 'module' || ancestors(call).some((around) => same(around, scope));
    },
  );
  return candidates.sort((a, b) => depth(a) - depth(b) || a.module.length - b.module.length).at(-1);
}

function depth(binding: ImportBinding): number {
  return ancestors(binding.statement).length;
}

/** Whether the name that the call starts from is also bound by something that is no import. */
export function isAmbiguous(file: PythonText, patch: PatchCall): boolean {
  return isRebound(file.tree.rootNode, patch.root);
}
