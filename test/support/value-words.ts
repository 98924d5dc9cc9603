import type { Value } from '../../server/src/project/value.ts';

/** A value in a few words, for comparing. */
export function wordsOf(value: Value): string {
  switch (value.kind) {
    case 'external':
      return value.path;
    case 'external-instance':
      return value.wraps ? `<${value.path} ${wordsOf(value.wraps)}>` : `<${value.path}>`;
    case 'module':
      return `module ${value.module.name}`;
    case 'function':
      return `${value.bound ? 'bound ' : ''}${value.scope.module.name}:${value.scope.qualifiedName}`;
    case 'class':
    case 'instance':
      return `${value.kind} ${value.scope.module.name}:${value.scope.qualifiedName}`;
    case 'unknown':
      return '?';
    default:
      return JSON.stringify(value);
  }
}
