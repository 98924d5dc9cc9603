import { childOf, childOfType, type SyntaxNode } from '../syntax/syntax-node.ts';
import type { ImportedName } from './scope.ts';
import type { ScopeBuilder } from './scope-builder.ts';

/** `import a.b as c, d`. */
export function readImport(scope: ScopeBuilder, node: SyntaxNode): void {
  const names = namesOf(scope, node).map(({ name, ...rest }) => ({ module: name, ...rest }));
  scope.emit({ kind: 'import', span: scope.span(node), names });
}

/** `from .a import b as c`, `from a import *`, `from __future__ import d`. */
export function readFromImport(scope: ScopeBuilder, node: SyntaxNode): void {
  const written = childOf(node, 'module_name');
  let level = 0;
  let module = node.type === 'future_import_statement' ? '__future__' : '';
  if (written?.type === 'relative_import') {
    const prefix = childOfType(written, 'import_prefix');
    const dotted = childOfType(written, 'dotted_name');
    if (prefix !== undefined) level = scope.textOf(prefix).split('.').length - 1;
    if (dotted !== undefined) module = dottedName(scope, dotted);
  } else if (written !== undefined) {
    module = dottedName(scope, written);
  }
  const star = childOfType(node, 'wildcard_import') !== undefined;
  const names = namesOf(scope, node);
  scope.emit({ kind: 'from-import', span: scope.span(node), level, module, names, star });
}

function namesOf(scope: ScopeBuilder, node: SyntaxNode): ImportedName[] {
  const names: ImportedName[] = [];
  for (const child of node.children) {
    if (child.field !== 'name') continue;
    const span = scope.span(child);
    const alias = childOf(child, 'alias');
    const name = childOf(child, 'name');
    names.push(
      name !== undefined && alias !== undefined
        ? { name: dottedName(scope, name), as: scope.textOf(alias), span }
        : { name: dottedName(scope, child), span },
    );
  }
  return names;
}

/** White space and line continuations may stand around the dots. */
function dottedName(scope: ScopeBuilder, node: SyntaxNode): string {
  return scope.textOf(node).replace(/[\s\\]+/g, '');
}
