import { openObject } from '../../knowledge/open-objects.ts';
import { unknown } from '../value.ts';
import type { LinkedModule, LinkedScope } from '../views.ts';
import { lineageOf } from './lineage.ts';
import { outsideSites } from './outside-attributes.ts';
import { agreed, isNone, isSame, type Resolved } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/** An attribute that is set in more places than this belongs to many things. */
const mostSites = 30;

/** What code elsewhere sets `module.name` to; undefined where it does not. */
export function setOnModule(
  resolver: Resolving,
  module: LinkedModule,
  name: string,
): Resolved | undefined {
  return setElsewhere(
    resolver,
    name,
    (owner) => owner.kind === 'module' && owner.module === module,
  );
}

/** What code outside a class sets an attribute of it or its instances to. */
export function setOnClass(
  resolver: Resolving,
  wanted: {
    readonly classes: readonly LinkedScope[];
    readonly through: 'class' | 'instance';
    readonly name: string;
  },
): Resolved | undefined {
  const { classes, through, name } = wanted;
  const [own] = classes;
  return setElsewhere(resolver, name, (owner) => {
    const isSeen = owner.kind === 'class' || (owner.kind === 'instance' && through === 'instance');
    if (!isSeen || own === undefined) return false;
    const scope = owner.scope as LinkedScope;
    return classes.includes(scope) || lineageOf(resolver, scope).classes.includes(own);
  });
}

/** What the workspace puts on an object that is there for that: `flask.g.db`. */
export function openMember(
  resolver: Resolving,
  value: Extract<Resolved, { kind: 'external' | 'external-instance' }>,
  name: string,
): Resolved | undefined {
  const kept = keptUnder(value);
  if (kept === undefined) return undefined;
  return setElsewhere(resolver, name, (owner) => keptUnder(owner) === kept);
}

/** A class itself keeps nothing for its instances: `flask.Flask.db`. */
function keptUnder(value: Resolved): string | undefined {
  if (value.kind !== 'external' && value.kind !== 'external-instance') return undefined;
  const kept = openObject(value.path);
  return value.kind === 'external' && /\.(?:local|[A-Z]\w*)$/.test(value.path) ? undefined : kept;
}

/**
 * What an attribute is set to on all that `isOwner` accepts. Where it is set to different things,
 * also on what nobody can tell, it is unknown.
 */
function setElsewhere(
  resolver: Resolving,
  name: string,
  isOwner: (owner: Resolved) => boolean,
): Resolved | undefined {
  const sites = [...resolver.settersOf(name)].flatMap((module) =>
    module.isTest ? [] : outsideSites(module, name),
  );
  if (sites.length === 0 || sites.length > mostSites) return undefined;
  const owned: Resolved[] = [];
  const others: Resolved[] = [];
  for (const [unit, site] of sites) {
    const owner = resolver.remember(unit, site.owner, () => resolver.resolve(site.owner, unit));
    const isUnknown = owner.kind === 'unknown';
    if (!isUnknown && !isOwner(owner)) continue;
    const value = resolver.remember(unit, site, () => resolver.follow(site.binding, unit));
    (isUnknown ? others : owned).push(value);
  }
  if (owned.length === 0) return undefined;
  const value = agreed(owned);
  return others.every((other) => isNone(other) || isSame(other, value)) ? value : unknown;
}
