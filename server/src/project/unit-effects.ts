import { dottedPath, type Expression, isFunctionTable } from '../facts/expression.ts';
import type { Event, Scope } from '../facts/scope.ts';
import { calledBack } from '../knowledge/called-back.ts';
import { handlerRows } from '../knowledge/handlers.ts';
import { spawner } from '../knowledge/spawners.ts';
import { threadPoolCall } from '../knowledge/thread-pool-calls.ts';
import type { LinkingView } from './linking-view.ts';
import type { BlockView, CallView, EventView, ModuleView, ScopeView, UnitView } from './model.ts';
import { type Site, sitesOf } from './names/binding-sites.ts';
import { assignedSettings, configuresDjango, defaultSettings } from './names/django-set-up.ts';
import { blockCertainty, certaintyAt, endsScript } from './programs/block-certainty.ts';
import { isPatchFunction } from './programs/patched-parts.ts';
import { startsGreenlets } from './programs/program-knowledge.ts';
import { bodiesOf, methods } from './reach/bodies.ts';
import { isNamingSetting } from './reach/django-settings.ts';
import { namedIn } from './reach/framework-roots.ts';
import { givenBodies } from './reach/given-callables.ts';
import { wasPutAway } from './reach/kept-callables.ts';
import { putting, valuesIn } from './reach/kept-values.ts';
import { displaysOf } from './reach/spawned-items.ts';
import { startsMany } from './reach/started-together.ts';
import { calledThrough, itemsOf, type Value } from './value.ts';
import type { LinkedModule, LinkedUnit } from './views.ts';
import { identity, words } from './words.ts';

/**
 * What programs and greenlet reach read of a unit, as text: a line for each event and each call;
 * undefined for those that mean nothing to them. Two versions of a unit of equal outline whose
 * lines agree are interchangeable for both.
 */
export interface UnitEffects {
  readonly events: readonly (string | undefined)[];
  readonly calls: readonly (string | undefined)[];
  /** For a script: under which conditions its blocks run. */
  readonly blocks: string;
}

/** Resolves every call of the unit. */
export function effectsOf(unit: LinkedUnit, project: LinkingView): UnitEffects {
  const calls = unit.calls.map((call) => callLine(call, project));
  const events = unit.events.map((view) => {
    const { event } = view;
    const line =
      event.kind === 'call'
        ? (importLine(view, project) ?? calls[event.call])
        : eventLine(event, unit, project, view);
    return line === undefined ? undefined : `${event.kind} ${line} ${placeOf(view)}`;
  });
  const isScript = unit.scope.kind === 'module';
  const blocks = isScript ? unit.blocks.map((view) => conditionOf(view)).join(' ') : '';
  return { events, calls, blocks };
}

/** A call that imports: which modules. */
function importLine(view: EventView, project: LinkingView): string | undefined {
  const targets = project.importTargets(view);
  return targets.length === 0 ? undefined : `import ${targets.map((target) => target.module.path)}`;
}

function callLine(call: CallView, project: LinkingView): string | undefined {
  const { target, unit } = call;
  const { callee, usage } = call.call;
  const isRow =
    target.kind === 'external'
      ? matters(target.path)
      : target.kind === 'class' &&
        project.lineageOf(target.scope).externals.some((path) => spawner(path) !== undefined);
  if (isRow) {
    const given = call.call.arguments.map(({ value, keyword, star }) => {
      const bodies = givenBodies(value, unit, project, call.span[0]).map(identity);
      const wrapped = standsFor(value, unit, project);
      return `${star}${keyword}=${words(value, unit)} ${bodies} ${wrapped}`;
    });
    const path = target.kind === 'class' ? identity(target.scope) : call.path;
    const around = `${blocksAround(call.block)} ${startsMany(call, { many: false })}`;
    return `row ${path} ${words(callee, unit)} ${usage} ${given} ${around}`;
  }
  const settings = defaultSettings(call);
  if (endsScript(call)) return `end ${blocksAround(call.block)}`;
  // They are what a call elsewhere imports.
  if (settings !== undefined) return `settings ${settings}`;
  // So are the modules that settings name.
  if (fillsList(call)) return `fills ${words(callee, unit)} ${givenWords(call)}`;
  if (configuresDjango(call)) return `settings ${words(callee, unit)} ${givenWords(call)}`;
  const bodies = bodiesOf(target, project).map(identity);
  const put = putAway(call, project);
  const registered = registration(call, project);
  const called = calledThrough(target);
  if (called.kind === 'class') bodies.unshift(identity(called.scope));
  if (bodies.length === 0 && registered === undefined) {
    const open = openCall(call);
    return put === undefined ? open : `${put} ${open}`;
  }
  const passed =
    target.kind === 'function' || target.kind === 'class'
      ? passedOn(call, target.scope, project)
      : '';
  const objects = passedObjects(call, project);
  // Who gives a text chooses what a table runs (see `chosenByCallers`).
  const texts = call.call.arguments.map(({ value }) => Number(value.kind === 'string'));
  return `call ${called.kind} ${bodies} ${words(callee, unit)} ${usage} ${registered} ${passed} ${put} ${objects} ${texts}`;
}

/** `jobs.append(f)`, and calls of what was put away. */
function putAway(call: CallView, project: LinkingView): string | undefined {
  const { callee, arguments: given } = call.call;
  const { unit, target } = call;
  if (callee.kind === 'attribute' && putting.test(callee.name)) {
    const values = given.map(({ value, star }) => `${star}${putWords(value, unit, project)}`);
    return `put ${words(callee, unit)} ${values}`;
  }
  if (target.kind !== 'unknown' && target.kind !== 'external-instance') return undefined;
  return wasPutAway(callee, unit, project) ? `kept ${words(callee, unit)}` : undefined;
}

/** What is put away, as far as it may be called or have methods. */
function putWords(value: Expression, unit: UnitView, project: LinkingView): string {
  return `${words(value, unit)} ${standsFor(value, unit, project)}`;
}

/** `INSTALLED_APPS.append("shop")` in a script. */
function fillsList({ call: { callee, usage }, scope }: CallView): boolean {
  if (scope.kind !== 'module' || usage !== 'statement' || callee.kind !== 'attribute') return false;
  return callee.base.kind === 'name' && /^(?:append|extend|insert|remove)$/.test(callee.name);
}

/** What a call of an object does that somebody passes: which names lead to it. */
function openCall({ call: { callee }, target, unit }: CallView): string | undefined {
  const made = target.kind === 'unknown' ? (target.oneOf ?? []) : [];
  const classes = made.flatMap((one) => (one.kind === 'class' ? identity(one.scope) : []));
  if (classes.length > 0) return `makes ${classes}`;
  const isOpen = target.kind === 'unknown' && callee.kind === 'attribute';
  return isOpen && dottedPath(callee) !== undefined ? `open ${words(callee, unit)}` : undefined;
}

/** The objects of the workspace that a call passes, and names that may lead to some. */
function passedObjects({ call, unit, span }: CallView, project: LinkingView): string {
  const given = call.arguments.map(({ value, keyword, star }) => {
    const named = dottedPath(value) === undefined ? '' : words(value, unit);
    return `${star}${keyword}=${classesIn(project.valueOf(value, unit, span[0]))} ${named}`;
  });
  return `${given}`;
}

/** The classes of the workspace of which a value is, or may be, an instance. */
function classesIn(value: Value): readonly string[] {
  if (value.kind === 'instance') return [identity(value.scope)];
  return value.kind === 'unknown' ? (value.oneOf ?? []).flatMap(classesIn) : [];
}

function givenWords({ call, unit }: CallView): string {
  return call.arguments.map(({ keyword, value }) => `${keyword}=${words(value, unit)}`).join();
}

/** The functions and classes that an argument stands for or wraps. */
function standsFor(given: Expression, unit: UnitView, project: LinkingView, depth = 0): string {
  const value = calledThrough(project.valueOf(given, unit));
  const own =
    value.kind === 'class' || value.kind === 'instance'
      ? `${value.kind} ${identity(value.scope)}`
      : // A map may be given a spawn itself.
        `${value.kind === 'external' ? value.path : ''} ${bodiesOf(value, project).map(identity)}`;
  if (depth > 5) return own;
  const deeper = (one: Expression, home: UnitView) => standsFor(one, home, project, depth + 1);
  const displays = displaysOf(value);
  const call = given.kind === 'call' ? unit.facts.calls[given.call] : undefined;
  const inner =
    displays.length > 0
      ? displays.flatMap((one) => itemsOf(one).map((item) => deeper(item, one.unit)))
      : (call?.arguments ?? []).map((one) => deeper(one.value, unit));
  return `${own} ${inner}`;
}

/** The functions that a call gives to one that may pass them on to a spawn. */
function passedOn({ call, unit, span }: CallView, to: ScopeView, project: LinkingView): string {
  const [made] = to.kind === 'class' ? methods(to, project, '__init__') : [to];
  if (made !== undefined && !made.units.some(({ facts }) => passesParameters(facts))) return '';
  const given = call.arguments.map(({ value, keyword, star }) => {
    const bodies = givenBodies(value, unit, project, span[0]).map(identity);
    return `${star}${keyword}=${value.kind === 'name' ? value.name : ''} ${bodies}`;
  });
  return `${given}`;
}

/** Whether a parameter, by its name, is called, put away or an argument of a call here or further in. */
function passesParameters(facts: Scope): boolean {
  const names = new Set(facts.parameters.map(({ name }) => name));
  const isOne = (value: Expression): boolean =>
    valuesIn(value).some((one) => one.kind === 'name' && names.has(one.name));
  const uses = (scope: Scope): boolean =>
    scope.calls.some(
      ({ callee, arguments: given }) =>
        (callee.kind === 'name' && names.has(callee.name)) ||
        given.some(({ value }) => isOne(value)),
    ) ||
    scope.events.some((event) => event.kind === 'assign' && isOne(event.value)) ||
    scope.children.some((child) => uses(child.scope));
  return uses(facts);
}

/** Whether a table that programs or greenlet reach consult has a row for calls of this path. */
function matters(path: string): boolean {
  return (
    spawner(path) !== undefined ||
    threadPoolCall(path) !== undefined ||
    calledBack(path) !== undefined ||
    isPatchFunction(path) ||
    startsGreenlets(path) !== undefined ||
    handlerRows(path).length > 0
  );
}

/** `app.add_url_rule(…, f)`: a call on an object that is given functions or other objects. */
function registration({ call, unit, span }: CallView, project: LinkingView): string | undefined {
  const { callee, usage } = call;
  if (usage !== 'statement' || callee.kind !== 'attribute' || callee.base.kind !== 'name') {
    return undefined;
  }
  if (!mayBeObject(callee.base.name, unit)) return undefined;
  const named = call.arguments.flatMap(({ value }) => {
    if (value.kind !== 'name' && value.kind !== 'attribute') return [];
    const bodies = bodiesOf(project.valueOf(value, unit, span[0]), project).map(identity);
    const matters = bodies.length > 0 || value.kind === 'attribute';
    return matters || mayBeObject(value.name, unit) ? `${words(value, unit)} ${bodies}` : [];
  });
  return named.length === 0 ? undefined : `${words(callee, unit)} given ${named}`;
}

/**
 * Whether an assignment or a `from` import binds the name here or further out. Nothing else
 * leads to an application object (see `WsgiApplications`).
 */
function mayBeObject(name: string, unit: UnitView): boolean {
  const isObject = ({ binding }: Site): boolean =>
    binding.kind === 'value' || binding.kind === 'from-import';
  for (let scope = unit.scope; scope.parent !== undefined; scope = scope.parent) {
    const bound = scope.units.some(({ facts }) => sitesOf(facts).byName.get(name)?.some(isObject));
    if (bound) return true;
  }
  const { globals } = unit.scope.module as LinkedModule;
  return globals.names.get(name)?.some(({ site }) => isObject(site)) === true;
}

function eventLine(
  event: Event,
  unit: UnitView,
  project: LinkingView,
  view: EventView,
): string | undefined {
  switch (event.kind) {
    case 'import':
    case 'from-import': {
      const targets = project.importTargets(view).map((target) => target.module.path);
      const names = event.names.map((one) => {
        const from = one.span[0] - event.span[0];
        return `${'module' in one ? one.module : one.name} as ${one.as} ${from} ${one.span[1] - one.span[0]}`;
      });
      const home = event.kind === 'import' ? '' : `${event.level} ${event.module} ${event.star}`;
      return `${home} ${names} ${targets}`;
    }
    case 'assign': {
      const settings = assignedSettings(event);
      if (settings !== undefined) return `settings ${settings}`;
      const names = event.targets.flatMap((one) => (one.kind === 'name' ? one.name : []));
      const { value } = event;
      const targets = event.targets.map((one) => words(one, unit));
      const field = unit.scope.kind === 'class' && event.annotation !== undefined;
      if (names.length < targets.length) {
        return `${field} ${targets} put ${putWords(value, unit, project)}`;
      }
      const call = value.kind === 'call' ? unit.calls[value.call] : undefined;
      const made = call?.target.kind === 'function' ? bodiesOf(call.target, project) : [];
      const isAlias = (value.kind === 'name' || value.kind === 'attribute') && !event.augmented;
      // Calls are looked up by the names that their callees may have at home.
      const alias = isAlias && names.some((name) => isCalled(name, unit.scope.module));
      const isRead =
        names.some((name) => name === '__all__' || isNamingSetting(name)) ||
        (value.kind === 'dictionary' && isFunctionTable(value));
      const listed = isRead ? words(value, unit) : '';
      // The tasks of Locust's users: the names that the class reads where they are a dictionary.
      const read = unit.scope.kind === 'class' ? namedIn(value, unit) : [];
      const values = read.map((one) => (one.kind === 'name' ? one.name : ''));
      const taken = isTaken(value) ? words(value, unit) : '';
      return `${field} ${taken} ${event.augmented} ${names} ${made.map(identity)} ${alias ? value.name : ''}${listed} ${values}`;
    }
    case 'read':
      return mayReadProperty(event.expression, unit, project)
        ? words(event.expression, unit)
        : undefined;
    case 'enter':
      return `${classesIn(project.valueOf(event.manager, unit))} ${dottedPath(event.manager)}`;
    case 'iterate': {
      const walked = classesIn(project.valueOf(event.iterable, unit));
      return `${words(event.target, unit)} in ${words(event.iterable, unit)} ${walked}`;
    }
    case 'declare':
      return unit.scope.kind === 'class' ? words(event.target, unit) : undefined;
    case 'return':
      return event.value && object(event.value, unit);
    case 'define':
      return `${event.child}`;
    default:
      return undefined;
  }
}

/** Whether what is assigned may be taken out of what somebody put it into. */
function isTaken({ kind }: Expression): boolean {
  return ['attribute', 'boolean', 'call', 'conditional', 'name', 'subscript'].includes(kind);
}

/** Whether an attribute on the way is one of an object of the workspace, or of one that is not known. */
function mayReadProperty(read: Expression, unit: UnitView, project: LinkingView): boolean {
  for (let at = read; at.kind === 'attribute'; at = at.base) {
    const { kind } = project.valueOf(at.base, unit);
    if (kind === 'instance' || kind === 'unknown') return true;
  }
  return false;
}

/** What an expression says of the application object that it may stand for. */
function object(expression: Expression, unit: UnitView, depth = 0): string {
  if (depth > 20) return '…';
  switch (expression.kind) {
    case 'name':
      return mayBeObject(expression.name, unit) ? expression.name : 'name';
    case 'attribute':
      return words(expression, unit);
    case 'call': {
      // What it calls is told by the call's own line.
      const given = unit.facts.calls[expression.call]?.arguments ?? [];
      return `call(${given.map(({ value }) => object(value, unit, depth + 1))})`;
    }
    default:
      return expression.kind;
  }
}

const calledNames = new WeakMap<Scope, ReadonlySet<string>>();

/** Whether anything in the module is called by this plain name. */
function isCalled(name: string, module: ModuleView): boolean {
  return module.scopes.some(({ units }) =>
    units.some(({ facts }) => {
      let names = calledNames.get(facts);
      if (names === undefined) {
        names = new Set(
          facts.calls.flatMap(({ callee }) => (callee.kind === 'name' ? callee.name : [])),
        );
        calledNames.set(facts, names);
      }
      return names.has(name);
    }),
  );
}

function placeOf(view: EventView): string {
  const start = view.span[0];
  const certainty = [true, false].map((isMain) =>
    certaintyAt(view.unit, view.block, start, isMain),
  );
  return `${certainty} ${blocksAround(view.block)}`;
}

function blocksAround(block: BlockView | undefined): string {
  const around: string[] = [];
  for (let at = block; at !== undefined; at = at.parent) {
    const { kind, bareExcept, exceptions } = at.block;
    const caught = exceptions?.flatMap((one) => (one.kind === 'sequence' ? one.items : [one]));
    around.push(
      `${conditionOf(at)} ${kind} ${bareExcept} ${caught?.map((one) => dottedPath(one))}`,
    );
  }
  return around.join('<');
}

function conditionOf({ block, parent }: BlockView): string {
  const own = [blockCertainty(block, true), blockCertainty(block, false)];
  return `${own}${block.leaves ?? ''}${parent === undefined ? '' : '.'}`;
}
