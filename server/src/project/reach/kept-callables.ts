import type { Expression } from '../../facts/expression.ts';
import type { LinkingView } from '../linking-view.ts';
import type { Place, ScopeView, UnitView } from '../model.ts';
import { sitesOf } from '../names/binding-sites.ts';
import type { CallGraph } from './call-graph.ts';
import { argumentAt } from './callable-argument.ts';
import { type Forwarder, givenTo, parameterOf } from './forwarded-callables.ts';
import { givenBodies } from './given-callables.ts';
import { type Kept, keptIn, keptUnder } from './kept-values.ts';

/** A function that was put away, and runs where it is taken out again. */
export interface KeptCallable {
  readonly body: ScopeView;
  /** Where it is put away, or given to what does that; as the texts are now. */
  readonly place: () => Place;
}

/** No longer ways than this from where it is taken out to where it was put in. */
const LONGEST_WAY = 6;

/**
 * The functions that an expression may stand for which cannot be resolved by itself, because they were
 * put away before: `self.func` behind `def __init__(self, func): self.func = func`, a field of a
 * data class, what is taken out of `self.handlers` or `TASKS`, and methods of objects that were put there.
 */
export function keptCallables(
  expression: Expression,
  unit: UnitView,
  project: LinkingView,
  graph: CallGraph,
  { isCalled }: { readonly isCalled: boolean } = { isCalled: false },
): readonly KeptCallable[] {
  const look = { project, isChosen: isCalled ? chosenByCallers(graph) : () => false };
  const found = originsOf(expression, unit, look, 0).flatMap((origin) =>
    bodiesFrom(origin, undefined, project, graph),
  );
  if (found.length > 0 || expression.kind !== 'attribute') return found;
  // A parameter's own methods are left alone: any object may be given.
  const { base, name } = expression;
  if (base.kind === 'name' && parameterOf(base.name, unit.scope) !== undefined) return [];
  return originsOf(base, unit, look, 0).flatMap((origin) =>
    bodiesFrom(origin, name, project, graph),
  );
}

/** Whether what an expression stands for was put away somewhere, whatever that is. */
export function wasPutAway(expression: Expression, unit: UnitView, project: LinkingView): boolean {
  const look = { project, isChosen: () => false };
  if (originsOf(expression, unit, look, 0).length > 0) return true;
  return expression.kind === 'attribute' && originsOf(expression.base, unit, look, 0).length > 0;
}

interface Looking {
  readonly project: LinkingView;
  /** Whether some calls take out what is under one key, and others what is under another one. */
  readonly isChosen: (key: Expression, unit: UnitView) => boolean;
}

/**
 * `fire("start")` of `def fire(name): self.handlers[name]()`: which of the functions runs there, nobody
 * could tell from the function alone, and some may never run in a greenlet.
 */
function chosenByCallers(graph: CallGraph): Looking['isChosen'] {
  return (key, unit) => {
    const owner = key.kind === 'name' ? parameterOf(key.name, unit.scope) : undefined;
    if (owner === undefined || key.kind !== 'name') return false;
    return graph.callers(owner.scope).some((call) => {
      const bound = call.target.kind === 'function' && call.target.bound ? 1 : 0;
      const place = { position: owner.parameter - bound, keyword: key.name };
      return argumentAt(call, place)?.value.kind === 'string';
    });
  };
}

/** Where a value comes from: an expression somewhere, or whatever a parameter is given. */
type Origin = Kept | Forwarder;

function bodiesFrom(
  origin: Origin,
  method: string | undefined,
  project: LinkingView,
  graph: CallGraph,
): readonly KeptCallable[] {
  if ('parameter' in origin) {
    const forwarder = method === undefined ? origin : { ...origin, method };
    return givenTo(forwarder, project, graph);
  }
  const { value, unit } = origin;
  const { span } = value;
  const run: Expression =
    method === undefined ? value : { kind: 'attribute', base: value, name: method, span };
  const { module } = unit.scope;
  const message = 'it is put away here';
  const place = (): Place => ({
    path: module.path,
    span: [unit.start + span[0], unit.start + span[1]],
    message,
  });
  const bodies = givenBodies(run, unit, project, unit.start + span[0]);
  return bodies.map((body) => ({ body, place }));
}

/** What gives back what was put into its receiver, or an item of that. */
const taking = /^(?:copy|get|get_nowait|items|pop|popitem|popleft|setdefault|values)$/;
/** What passes on the items of its first argument. */
const passing = /^builtins\.(?:dict|enumerate|frozenset|iter|list|next|reversed|set|sorted|tuple)$/;

function originsOf(
  expression: Expression,
  unit: UnitView,
  look: Looking,
  depth: number,
): readonly Origin[] {
  const { project, isChosen } = look;
  if (depth > LONGEST_WAY) return [];
  const deeper = (one: Expression): readonly Origin[] => originsOf(one, unit, look, depth + 1);
  switch (expression.kind) {
    case 'name':
      return originsOfName(expression.name, unit, look, depth);
    case 'attribute': {
      const owner = project.valueOf(expression.base, unit, unit.start + expression.span[0]);
      if (owner.kind === 'instance' || owner.kind === 'class') {
        const { classes } = project.lineageOf(owner.scope);
        return parametersFirst(keptIn(classes, expression.name));
      }
      return owner.kind === 'module'
        ? parametersFirst(keptUnder(expression.name, owner.module.script))
        : [];
    }
    case 'subscript':
      return isChosen(expression.index, unit) ? [] : deeper(expression.base);
    case 'boolean':
      return [...deeper(expression.left), ...deeper(expression.right)];
    case 'conditional':
      return [...deeper(expression.then), ...deeper(expression.otherwise)];
    case 'call': {
      const call = unit.calls[expression.call];
      const { callee, arguments: given } = call?.call ?? {};
      const [first] = given ?? [];
      if (callee?.kind === 'attribute' && taking.test(callee.name)) {
        return first !== undefined && isChosen(first.value, unit) ? [] : deeper(callee.base);
      }
      return first && passing.test(call?.path ?? '') ? deeper(first.value) : [];
    }
    default:
      return [];
  }
}

function originsOfName(
  name: string,
  unit: UnitView,
  look: Looking,
  depth: number,
): readonly Origin[] {
  for (let scope: ScopeView | undefined = unit.scope; scope; scope = scope.parent) {
    const { facts, kind } = scope;
    const [home] = scope.units;
    if (kind === 'module') return parametersFirst(keptUnder(name, scope));
    if (kind === 'class' || facts === undefined || home === undefined) continue;
    const sites = sitesOf(facts).byName.get(name);
    if (sites === undefined || facts.globals.includes(name)) continue;
    const put = parametersFirst(keptUnder(name, scope));
    if (put.length > 0) return put;
    return sites.flatMap(({ binding }) => {
      switch (binding.kind) {
        case 'value':
        case 'item':
          return originsOf(binding.value, home, look, depth + 1);
        case 'element':
          return originsOf(binding.iterable, home, look, depth + 1);
        default:
          return [];
      }
    });
  }
  return [];
}

/** What is kept is often a parameter: then it is whatever callers give. */
function parametersFirst(kept: readonly Kept[]): readonly Origin[] {
  return kept.map((one) => {
    const { value, unit } = one;
    if ('field' in one) return { scope: one.field.owner, parameter: one.field.index };
    const own = value.kind === 'name' ? parameterOf(value.name, unit.scope) : undefined;
    return own ?? one;
  });
}
