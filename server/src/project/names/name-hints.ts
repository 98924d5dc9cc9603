import type { Expression } from '../../facts/expression.ts';
import type { FileFacts } from '../../facts/facts.ts';
import { EventQuery } from '../event-query.ts';
import type { ModuleView } from '../model.ts';

/**
 * What a name may be called at its home, told from the text alone: `spawn` for `g.spawn`, `go`
 * and `spawn` for `go` after `from gevent import spawn as go`. Resolving a call costs; these
 * hints let most calls be passed over. Empty for calls of calls and for subscripts.
 */
export function possibleNames(module: ModuleView, expression: Expression): readonly string[] {
  if (expression.kind === 'attribute') return [expression.name];
  if (expression.kind !== 'name') return [];
  const originals = aliasesOf(module).get(expression.name);
  return originals === undefined ? [expression.name] : [expression.name, ...originals];
}

const kept = new WeakMap<FileFacts, ReadonlyMap<string, readonly string[]>>();

/** Names given by `from x import name as alias` and by `alias = a.name`, in any scope. */
const renamings = new EventQuery((event) => {
  if (event.kind === 'from-import') return event.names.some(({ as }) => as !== undefined);
  if (event.kind !== 'assign' || event.augmented) return false;
  return event.value.kind === 'attribute' || event.value.kind === 'name';
});

function aliasesOf(module: ModuleView): ReadonlyMap<string, readonly string[]> {
  const known = kept.get(module.facts);
  if (known !== undefined) return known;
  const aliases = new Map<string, string[]>();
  const add = (alias: string, original: string): void => {
    const list = aliases.get(alias);
    if (list === undefined) aliases.set(alias, [original]);
    else if (!list.includes(original)) list.push(original);
  };
  for (const { event } of renamings.in(module)) {
    if (event.kind === 'from-import') {
      for (const { name, as } of event.names) if (as !== undefined) add(as, name);
    } else if (event.kind === 'assign') {
      const { value } = event;
      if (value.kind !== 'attribute' && value.kind !== 'name') continue;
      for (const target of event.targets) {
        if (target.kind === 'name') add(target.name, value.name);
      }
    }
  }
  kept.set(module.facts, aliases);
  return aliases;
}
