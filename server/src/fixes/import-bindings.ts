import type { Node } from '../syntax/python-parser.ts';
import { descendants, fieldChildren, parts, same } from './tree.ts';

/** One name that an import statement binds. */
export interface ImportBinding {
  /** `import_statement` or `import_from_statement`. */
  readonly statement: Node;
  /** The node of `name` or `name as alias`. */
  readonly item: Node;
  /** The name that is bound: the alias, or the first part of a dotted module. */
  readonly local: string;
  /** The module as written, leading dots included. */
  readonly module: string;
  /** What is taken from the module; undefined for `import module`. */
  readonly member: string | undefined;
  /** Written `as`. */
  readonly aliased: boolean;
}

/** Every name that the import statements under `root` bind, in text order; stars bind none. */
export function importBindings(root: Node): ImportBinding[] {
  const bindings: ImportBinding[] = [];
  for (const statement of descendants(root, 'import_statement', 'import_from_statement')) {
    const from = statement.childForFieldName('module_name')?.text.replace(/\s/g, '');
    for (const item of fieldChildren(statement, 'name')) {
      const aliased = item.type === 'aliased_import';
      const name = (aliased ? item.childForFieldName('name') : item)?.text.replace(/\s/g, '') ?? '';
      const alias = item.childForFieldName('alias')?.text;
      bindings.push({
        statement,
        item,
        aliased,
        local: aliased && alias !== undefined ? alias : from === undefined ? firstPart(name) : name,
        module: from ?? name,
        member: from === undefined ? undefined : name,
      });
    }
  }
  return bindings;
}

/** The part of a dotted path before its first dot. */
export function firstPart(path: string): string {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(0, dot);
}

/** Identifiers called `name` under `root` that stand for a variable: no attributes, no keywords, no imports. */
export function variables(root: Node, name: string): Node[] {
  return descendants(root, 'identifier').filter((node) => {
    if (node.text !== name) return false;
    const parent = node.parent;
    if (parent === null) return true;
    if (parent.type === 'attribute') return !same(parent.childForFieldName('attribute'), node);
    if (parent.type === 'keyword_argument') return !same(parent.childForFieldName('name'), node);
    return parent.type !== 'dotted_name' && parent.type !== 'aliased_import';
  });
}

const bindingFields: Readonly<Record<string, string>> = {
  assignment: 'left',
  augmented_assignment: 'left',
  for_statement: 'left',
  for_in_clause: 'left',
  named_expression: 'name',
  function_definition: 'name',
  class_definition: 'name',
  default_parameter: 'name',
  typed_default_parameter: 'name',
};
const patterns = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'list_splat_pattern',
  'dictionary_splat_pattern',
  'typed_parameter',
]);
const binders = new Set([
  'parameters',
  'lambda_parameters',
  'as_pattern_target',
  'global_statement',
  'nonlocal_statement',
  'delete_statement',
  'case_pattern',
]);

/** Whether this variable is bound (not read) where it stands. */
export function isBinding(variable: Node): boolean {
  let node = variable;
  while (node.parent !== null && patterns.has(node.parent.type)) node = node.parent;
  const parent = node.parent;
  if (parent === null) return false;
  if (binders.has(parent.type)) return true;
  const field = bindingFields[parent.type];
  return field !== undefined && same(parent.childForFieldName(field), node);
}

/** The innermost function, lambda or class around `node`; the module where there is none. */
export function scopeOf(node: Node): Node {
  let current = node.parent ?? node;
  while (
    current.parent !== null &&
    !['function_definition', 'lambda', 'class_definition'].includes(current.type)
  ) {
    current = current.parent;
  }
  return current;
}

/** Whether `name` is bound under `root` by anything but an import. */
export function isRebound(root: Node, name: string): boolean {
  return variables(root, name).some(isBinding) || dottedCasePatterns(root, name);
}

function dottedCasePatterns(root: Node, name: string): boolean {
  return descendants(root, 'case_pattern').some((pattern) =>
    parts(pattern).some((part) => part.type === 'dotted_name' && part.text === name),
  );
}
