import type { Expression } from '../../facts/expression.ts';
import type { ProjectView, UnitView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import {
  type Holder,
  holderOf,
  isOwn,
  mentionsAttribute,
  type Reference,
  referencesTo,
  sameSpan,
} from '../early/holders.ts';

/** What keeps a client: also an attribute, or an entry, of the application object. */
export type ClientHolder = Holder | ApplicationHolder;

/** `app.db`, `app.extensions["db"]`, which `current_app` finds, too. */
export interface ApplicationHolder {
  readonly kind: 'application';
  /** The class of the application: `flask.Flask`. */
  readonly path: string;
  readonly name: string;
  /** The key in what the attribute is; undefined where the attribute itself keeps the client. */
  readonly key: string | undefined;
}

/** Classes of which a program has one object, that its handlers or tasks find again. */
const applications: ReadonlySet<string> = new Set([
  'bottle.Bottle',
  'celery.Celery',
  'falcon.API',
  'falcon.App',
  'flask.Flask',
]);

/** What keeps the value that stands at `span` (counted from the unit). */
export function clientHolderOf(
  unit: UnitView,
  span: Span,
  project: ProjectView,
): ClientHolder | undefined {
  const known = holderOf(unit, span);
  if (known !== undefined) return known;
  for (const event of unit.facts.events) {
    if (event.kind !== 'assign' || event.augmented || !sameSpan(event.value.span, span)) continue;
    for (const target of event.targets) {
      const holder = holderOfTarget(target, unit, project);
      if (holder !== undefined) return holder;
    }
  }
  return undefined;
}

function holderOfTarget(
  target: Expression,
  unit: UnitView,
  project: ProjectView,
): ClientHolder | undefined {
  const place = placeOf(target);
  if (place === undefined) return undefined;
  const { base, name, key } = place;
  const value = project.valueOf(base, unit);
  if ((value.kind === 'instance' || value.kind === 'class') && key === undefined) {
    return { kind: 'attribute', owner: value.scope, name };
  }
  if (value.kind !== 'external-instance' || !applications.has(value.path)) return undefined;
  return { kind: 'application', path: value.path, name, key };
}

/** The parts of `app.db` and of `app.extensions["db"]`. */
function placeOf(
  at: Expression,
): (Pick<ApplicationHolder, 'name' | 'key'> & { readonly base: Expression }) | undefined {
  if (at.kind === 'attribute') return { base: at.base, name: at.name, key: undefined };
  if (at.kind !== 'subscript' || at.base.kind !== 'attribute') return undefined;
  const { index, base } = at;
  return index.kind === 'string'
    ? { base: base.base, name: base.name, key: index.value }
    : undefined;
}

/** Everywhere in the workspace, tests left out, that a client is used as far as is known. */
export function clientReferences(holder: ClientHolder, project: ProjectView): readonly Reference[] {
  if (holder.kind !== 'application' && holder.kind !== 'attribute') {
    return referencesTo(holder, project);
  }
  const units = project.modules
    .filter(({ isTest }) => !isTest)
    .flatMap(({ scopes }) => scopes.flatMap((scope) => scope.units));
  if (holder.kind === 'application') {
    return units.map((unit) => ({ unit, matches: matcher(holder, unit, project) }));
  }
  const { name, owner } = holder;
  return units.flatMap((unit) => {
    if (!mentionsAttribute(unit, name)) return [];
    const matches = (expression: Expression): boolean => {
      let at = expression;
      while (at.kind === 'subscript') at = at.base;
      return at.kind === 'attribute' && at.name === name && isOwn(project, at.base, unit, owner);
    };
    return [{ unit, matches }];
  });
}

function matcher(
  holder: ApplicationHolder,
  unit: UnitView,
  project: ProjectView,
): Reference['matches'] {
  const isClient = (expression: Expression): boolean => {
    for (let at = expression; ; at = at.base) {
      if (isHolder(holder, at, unit, project)) return true;
      if (at.kind !== 'subscript') return false;
    }
  };
  let named: ReadonlySet<string> | undefined;
  // `db = current_app.db`, and what is called on `db`.
  const isNamed = (name: string): boolean => {
    named ??= new Set(
      unit.facts.events.flatMap((event) =>
        event.kind === 'assign' && isClient(event.value)
          ? event.targets.flatMap((target) => (target.kind === 'name' ? [target.name] : []))
          : [],
      ),
    );
    return named.has(name);
  };
  return (at) => (at.kind === 'name' ? isNamed(at.name) : isClient(at));
}

/** Whether an expression is the attribute, or the entry, itself. */
export function isHolder(
  { path, name, key }: ApplicationHolder,
  at: Expression,
  unit: UnitView,
  project: ProjectView,
): boolean {
  const place = placeOf(at);
  if (place === undefined || place.name !== name || place.key !== key) return false;
  const value = project.valueOf(place.base, unit);
  if (value.kind === 'external')
    return path === 'flask.Flask' && value.path === 'flask.current_app';
  return value.kind === 'external-instance' && value.path === path;
}
