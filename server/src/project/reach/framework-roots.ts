import { dottedPath, type Expression } from '../../facts/expression.ts';
import { folderOf } from '../../facts/file-path.ts';
import { Use } from '../../facts/scope.ts';
import {
  type HandlerRow,
  handlerClass,
  handlerRows,
  handlers,
  matchesMethod,
  type Runner,
} from '../../knowledge/handlers.ts';
import { shift } from '../../syntax/span.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, ModuleView, Place, ScopeView, UnitView } from '../model.ts';
import { possibleNames } from '../names/name-hints.ts';
import { isDead } from '../programs/block-certainty.ts';
import { calledThrough, itemsOf } from '../value.ts';
import { bodiesOf, functionsReturnedBy, methodsLike } from './bodies.ts';
import type { CallGraph } from './call-graph.ts';
import { argumentAt, describeCall } from './callable-argument.ts';
import { runningSettings, settingTexts } from './django-settings.ts';
import type { GreenletRoot } from './greenlet-roots.ts';
import { packageOf, type ServedModules, type Serving } from './served-modules.ts';

const calledMethods = ['__call__'];
/** How many wrappers around a view are looked through: `cache_page(60)(login_required(view))`. */
const MAX_WRAPPERS = 5;

/** What web frameworks, task queues and Locust call in greenlets, as the tables tell. */
export function rootsOfFrameworks(
  project: LinkingView,
  graph: CallGraph,
  served: ServedModules,
): readonly GreenletRoot[] {
  return [...new FrameworkRoots(project, graph, served).all()];
}

class FrameworkRoots {
  readonly #project: LinkingView;
  readonly #graph: CallGraph;
  readonly #served: ServedModules;

  constructor(project: LinkingView, graph: CallGraph, served: ServedModules) {
    this.#project = project;
    this.#graph = graph;
    this.#served = served;
  }

  *all(): Iterable<GreenletRoot> {
    for (const call of [...callNames].flatMap((name) => this.#graph.callsNamed(name))) {
      yield* this.#rootsOfCall(call);
    }
    for (const module of this.#project.modules) {
      for (const scope of module.scopes) {
        if (scope.facts === undefined) continue;
        yield* this.#rootsOfDecorated(scope);
        if (scope.kind === 'class') yield* this.#rootsOfClass(scope);
      }
      if (this.#served.serving(module, 'wsgi') !== undefined) yield* this.#namedBySettings(module);
    }
  }

  /** `path("users/", users)`, `app.add_route("/users", Users())`. */
  *#rootsOfCall(call: CallView): Iterable<GreenletRoot> {
    const { path, scope } = call;
    if (path === undefined) return;
    for (const row of handlerRows(path)) {
      if (row.how !== 'call' || row.callable === undefined || isDead(call)) continue;
      const serving = this.#servingOf(scope.module, row.runner, undefined);
      if (serving === undefined) continue;
      for (const at of [row.callable, ...(row.also ?? [])]) {
        const argument = argumentAt(call, at);
        if (argument === undefined) continue;
        const message = `\`${describeCall(call, argument)}\` registers it here`;
        const place = (): Place => ({ path: scope.module.path, span: call.span, message });
        for (const body of this.#handlersIn(argument.value, call.unit, row)) {
          yield rootOf(body, serving, place, scope.module, row.runner);
        }
      }
    }
  }

  /** The functions and methods behind what a framework is given. */
  *#handlersIn(
    expression: Expression,
    unit: UnitView,
    row: HandlerRow,
    depth = 0,
  ): Iterable<ScopeView> {
    if (depth > MAX_WRAPPERS) return;
    const value = calledThrough(
      this.#project.valueOf(expression, unit, unit.start + expression.span[0]),
    );
    const display = value.kind === 'external-instance' ? value.display : undefined;
    if (display !== undefined) {
      for (const item of itemsOf(display)) {
        yield* this.#handlersIn(item, display.unit, row, depth + 1);
      }
      return;
    }
    if (value.kind === 'string') yield* this.#named(value.value, unit.scope.module, row);
    if (value.kind === 'unknown') yield* bodiesOf(value, this.#project);
    if (value.kind === 'function') yield value.scope;
    else if (value.kind === 'class' || value.kind === 'instance') {
      yield* methodsLike(value.scope, row.methods ?? calledMethods, this.#project);
    }
    // The class of `Users.as_view()` has a row of its own; others are wrappers of what they get.
    const isWrapped = expression.kind === 'call' && !['class', 'instance'].includes(value.kind);
    const call = isWrapped ? unit.calls[expression.call] : undefined;
    if (call !== undefined) {
      for (const argument of call.call.arguments) {
        if (argument.star === undefined && argument.keyword === undefined) {
          yield* this.#handlersIn(argument.value, unit, row, depth + 1);
        }
      }
    }
  }

  /** `config.add_view("shop.views.about")`, `".views.about"`: a function or class by its dotted name. */
  *#named(text: string, from: ModuleView, row: HandlerRow): Iterable<ScopeView> {
    const dot = text.lastIndexOf('.');
    const around = text.startsWith('.') ? packageOf(from) : '';
    if (dot <= 0 || around === undefined || !/^\.?\w+(?:\.\w+)+$/.test(text)) return;
    const home = this.#project.modulesNamed(`${around}${text.slice(0, dot)}`, folderOf(from.path));
    const name = text.slice(dot + 1);
    const scope = home?.at(-1)?.script.children.find((child) => child.name === name);
    if (scope?.kind === 'function') yield scope;
    if (scope?.kind === 'class') {
      yield* methodsLike(scope, row.methods ?? calledMethods, this.#project);
    }
  }

  *#rootsOfDecorated(scope: ScopeView): Iterable<GreenletRoot> {
    const { facts, outer, module } = scope;
    if (facts === undefined || outer === undefined || scope.kind === 'lambda') return;
    for (const [index, decorator] of facts.decorators.entries()) {
      const call = decorator.kind === 'call' ? outer.calls[decorator.call] : undefined;
      const callee = call?.call.callee ?? decorator;
      if (!possibleNames(module, callee).some((name) => decoratorNames.has(name))) continue;
      const value = this.#project.valueOf(callee, outer, scope.span[0]);
      if (value.kind !== 'external') continue;
      const row = handlerRows(value.path).find(({ how }) => how === 'decorator');
      if (row === undefined || (call !== undefined && this.#isLeftOut(call, row))) continue;
      if (this.#isOneOfSeveral(value.path, module)) continue;
      const serving = this.#servingOf(module, row.runner, undefined);
      if (serving === undefined) continue;
      const message = `\`@${dottedPath(callee) ?? '…'}\` registers \`${scope.name}\` here`;
      const place = (): Place => {
        const span = scope.facts?.decorators[index]?.span ?? decorator.span;
        return { path: module.path, span: shift(span, scope.outer?.start ?? 0), message };
      };
      const bodies =
        scope.kind === 'class'
          ? methodsLike(scope, row.methods ?? calledMethods, this.#project)
          : [scope];
      for (const body of bodies) yield rootOf(body, serving, place, module, row.runner);
    }
  }

  /** Of two Flask applications in one module, who serves which is told by the server's argument. */
  #isOneOfSeveral(path: string, module: ModuleView): boolean {
    if (!path.startsWith('flask.Flask.')) return false;
    const makers = this.#graph
      .callsNamed('Flask')
      .filter((call) => call.path === 'flask.Flask' && call.scope.module === module);
    return makers.length > 1;
  }

  /** `@receiver(post_migrate)`: sent when no request runs. */
  #isLeftOut({ call, unit }: CallView, { unlessGiven }: HandlerRow): boolean {
    if (unlessGiven === undefined) return false;
    return call.arguments.some(({ value }) => {
      const given = value.kind === 'sequence' ? value.items : [value];
      return given.some((one) => {
        const known = this.#project.valueOf(one, unit, unit.start + one.span[0]);
        return known.kind === 'external' && unlessGiven.includes(known.path);
      });
    });
  }

  /** Views, tasks and users that are classes, by what they derive from. */
  *#rootsOfClass(scope: ScopeView): Iterable<GreenletRoot> {
    const { module } = scope;
    for (const path of this.#project.lineageOf(scope).externals) {
      const row = handlerClass(path);
      if (row === undefined) continue;
      const bases = scope.facts?.bases.map(({ value }) => dottedPath(value) ?? '…') ?? [];
      const serving = this.#servingOf(
        module,
        row.runner,
        `class ${scope.name}(${bases.join(', ')})`,
      );
      if (serving === undefined) continue;
      const bodies = [
        ...methodsLike(scope, row.methods, this.#project),
        ...(row.decorated === undefined ? [] : this.#decoratedMethods(scope, row.decorated)),
        ...(row.attributes === undefined ? [] : this.#listed(scope, row.attributes)),
      ];
      for (const body of bodies) {
        const message = `\`${body.name}()\` of a \`${path}\` runs in a greenlet`;
        const place = (): Place => ({ path: module.path, span: scope.nameSpan, message });
        const once = matchesMethod(row.once ?? [], body.name);
        yield { ...rootOf(body, serving, place, module, row.runner), once };
      }
    }
  }

  *#decoratedMethods(owner: ScopeView, decorators: readonly string[]): Iterable<ScopeView> {
    for (const { children } of this.#project.lineageOf(owner).classes) {
      for (const child of children) {
        const { facts, outer } = child;
        if (child.kind !== 'function' || facts === undefined || outer === undefined) continue;
        const isDecorated = facts.decorators.some((decorator) => {
          const call = decorator.kind === 'call' ? outer.calls[decorator.call] : undefined;
          const value = this.#project.valueOf(call?.call.callee ?? decorator, outer, child.span[0]);
          return value.kind === 'external' && decorators.includes(value.path);
        });
        if (isDecorated) yield child;
      }
    }
  }

  /** `tasks = [browse, buy]`; of a dictionary, the functions that the class body names as values. */
  *#listed(owner: ScopeView, attributes: readonly string[]): Iterable<ScopeView> {
    for (const { units } of this.#project.lineageOf(owner).classes) {
      const [unit] = units;
      if (unit === undefined) continue;
      for (const { event, span } of unit.events) {
        if (event.kind !== 'assign') continue;
        const named = event.targets.some(
          (target) => target.kind === 'name' && attributes.includes(target.name),
        );
        if (!named) continue;
        for (const one of namedIn(event.value, unit)) {
          yield* bodiesOf(this.#project.valueOf(one, unit, span[0]), this.#project);
        }
      }
    }
  }

  /** Django's `MIDDLEWARE`, and other settings that name what requests run. */
  *#namedBySettings(settings: ModuleView): Iterable<GreenletRoot> {
    const serving = this.#served.serving(settings, 'wsgi');
    if (serving === undefined) return;
    for (const { name: setting, methods, functions } of runningSettings) {
      for (const text of settingTexts(settings, setting)) {
        const dot = text.lastIndexOf('.');
        if (dot < 0) continue;
        const name = text.slice(dot + 1);
        const home = this.#project.modulesNamed(text.slice(0, dot), folderOf(settings.path));
        const scope = home?.at(-1)?.script.children.find((child) => child.name === name);
        if (scope === undefined) continue;
        const message = `\`${setting}\` of \`${settings.name ?? 'the settings'}\` names it`;
        const place = (): Place => ({ path: scope.module.path, span: scope.nameSpan, message });
        const made = functions === 'run' ? [scope] : functionsReturnedBy(scope);
        const run = functions === undefined ? [] : made;
        const bodies =
          scope.kind === 'class' ? methodsLike(scope, methods ?? [], this.#project) : run;
        for (const body of bodies) yield rootOf(body, serving, place, settings, 'wsgi');
      }
    }
  }

  /** Locust and gevent's own have no other way than greenlets; all else needs somebody who runs it in them. */
  #servingOf(module: ModuleView, runner: Runner, origin: string | undefined): Serving | undefined {
    const served = this.#served.serving(module, runner);
    if (served !== undefined || (runner !== 'locust' && runner !== 'gevent')) return served;
    return { origin: origin ?? runner, places: () => [] };
  }
}

/** The items of a list; the names that a class body reads, where it is a dictionary. */
export function namedIn(value: Expression, { facts }: UnitView): readonly Expression[] {
  if (value.kind === 'sequence') return value.items;
  const isDictionary =
    value.kind === 'dictionary' || (value.kind === 'other' && value.syntax === 'dictionary');
  if (!isDictionary) return [];
  const { span } = value;
  return Object.entries(facts.uses).flatMap(([name, use]) =>
    (use & Use.value) === 0 ? [] : [{ kind: 'name' as const, name, span }],
  );
}

function rootOf(
  scope: ScopeView,
  { origin, places }: Serving,
  place: () => Place,
  { isTest }: ModuleView,
  runner: Runner,
): GreenletRoot {
  return {
    scope,
    origin,
    places: () => [...places(), place()],
    many: true,
    asThread: false,
    serves: runner === 'wsgi',
    inTest: isTest,
  };
}

function namesOf(how: HandlerRow['how']): ReadonlySet<string> {
  return new Set(
    handlers
      .filter((row) => row.how === how)
      .map(({ path }) => path.slice(path.lastIndexOf('.') + 1)),
  );
}

const callNames = namesOf('call');
const decoratorNames = namesOf('decorator');
