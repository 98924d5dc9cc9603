import { type Expression, rootName } from '../../facts/expression.ts';
import { handlerRows } from '../../knowledge/handlers.ts';
import { shift } from '../../syntax/span.ts';
import type { LinkingView } from '../linking-view.ts';
import type { ModuleView, Place, ScopeView, UnitView } from '../model.ts';
import { bodiesOf } from './bodies.ts';

/** A function that an application object calls for requests. */
export interface Handler {
  readonly scope: ScopeView;
  /** Where it is registered, as the text is now. */
  readonly place: () => Place;
}

/** A name in the scope that binds it: what `app` is, wherever it was imported from. */
interface BoundName {
  readonly scope: ScopeView;
  readonly name: string;
}

const MAX_STEPS = 8;

/**
 * The functions behind WSGI application objects (`app = Flask(__name__)`): those decorated with
 * one of the object's attributes, those passed to its methods, and the same for objects that
 * are registered with it (blueprints).
 */
export class WsgiApplications {
  readonly #project: LinkingView;
  #registrations: ReadonlyMap<string, readonly Registration[]> | undefined;

  constructor(project: LinkingView) {
    this.#project = project;
  }

  /** The handlers of the application that `expression` stands for, middleware taken off. */
  handlers(expression: Expression, unit: UnitView): readonly Handler[] {
    return this.#handlersOf(this.#objectsOf(expression, unit, 0));
  }

  /** The handlers of what a module binds to this name: an application, or a function that makes one. */
  handlersNamed(name: string, module: ModuleView): readonly Handler[] {
    const maker = module.script.children.find(
      (scope) => scope.kind === 'function' && scope.name === name,
    );
    return this.#handlersOf(
      maker === undefined ? this.#bindingOf(name, module.script, 0) : this.#returned([maker], 0),
    );
  }

  #handlersOf(open: BoundName[]): readonly Handler[] {
    const found = new Map<ScopeView, Handler>();
    const seen = new Set<string>();
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(keyOf(at))) continue;
      seen.add(keyOf(at));
      for (const { handler, object } of this.#registered(at)) {
        if (handler !== undefined && !found.has(handler.scope)) found.set(handler.scope, handler);
        if (object !== undefined) open.push(object);
      }
    }
    return [...found.values()];
  }

  /** The objects behind `app`, `app.wsgi_app`, `ProxyFix(app)`, `create_app()`. */
  #objectsOf(expression: Expression, unit: UnitView, depth: number): BoundName[] {
    if (depth > MAX_STEPS) return [];
    if (expression.kind === 'call') {
      const call = unit.calls[expression.call];
      if (call === undefined) return [];
      const bodies = bodiesOf(call.target, this.#project);
      if (call.target.kind === 'function') return this.#returned(bodies, depth);
      return call.call.arguments.flatMap(({ value }) => this.#objectsOf(value, unit, depth + 1));
    }
    if (expression.kind === 'attribute') {
      const base = this.#project.valueOf(expression.base, unit);
      if (base.kind === 'module') {
        return this.#bindingOf(expression.name, base.module.script, depth + 1);
      }
      return expression.name === 'wsgi_app'
        ? this.#objectsOf(expression.base, unit, depth + 1)
        : [];
    }
    return expression.kind === 'name' ? this.#bindingOf(expression.name, unit.scope, depth) : [];
  }

  #returned(bodies: readonly ScopeView[], depth: number): BoundName[] {
    return bodies.flatMap((body) =>
      body.events.flatMap(({ event, unit }) =>
        event.kind === 'return' && event.value !== undefined
          ? this.#objectsOf(event.value, unit, depth + 1)
          : [],
      ),
    );
  }

  /** Where the name is bound to an object made there, following imports and factories. */
  #bindingOf(name: string, from: ScopeView, depth: number): BoundName[] {
    if (depth > MAX_STEPS) return [];
    for (let scope: ScopeView | undefined = from; scope !== undefined; scope = scope.parent) {
      if (scope.kind === 'class' && scope !== from) continue;
      for (const view of scope.events.toReversed()) {
        const { event } = view;
        if (event.kind === 'from-import') {
          const imported = event.names.find((one) => (one.as ?? one.name) === name);
          const home = imported && this.#project.importTargets(view).at(-1)?.module;
          if (imported && home) return this.#bindingOf(imported.name, home.script, depth + 1);
          if (imported) return [];
        }
        if (event.kind !== 'assign' || event.augmented) continue;
        if (!event.targets.some((target) => target.kind === 'name' && target.name === name)) {
          continue;
        }
        const call = event.value.kind === 'call' ? view.unit.calls[event.value.call] : undefined;
        if (call?.target.kind === 'function') {
          return this.#returned(bodiesOf(call.target, this.#project), depth + 1);
        }
        return [{ scope, name }];
      }
    }
    return [];
  }

  #registered(object: BoundName): readonly Registration[] {
    this.#registrations ??= this.#collect();
    return this.#registrations.get(keyOf(object)) ?? [];
  }

  #collect(): ReadonlyMap<string, readonly Registration[]> {
    const byObject = new Map<string, Registration[]>();
    const add = (objects: readonly BoundName[], registration: Registration): void => {
      for (const object of objects) {
        const key = keyOf(object);
        const list = byObject.get(key);
        if (list === undefined) byObject.set(key, [registration]);
        else list.push(registration);
      }
    };
    for (const module of this.#project.modules) {
      if (!bindsObjects(module)) continue;
      for (const scope of module.scopes) {
        this.#collectDecorated(scope, add);
        this.#collectCalls(scope, add);
      }
    }
    return byObject;
  }

  #collectDecorated(scope: ScopeView, add: Add): void {
    const { facts, outer } = scope;
    if (scope.kind !== 'function' || facts === undefined || outer === undefined) return;
    for (const decorator of facts.decorators) {
      const call = decorator.kind === 'call' ? outer.calls[decorator.call] : undefined;
      const callee = decorator.kind === 'call' ? call?.call.callee : decorator;
      if (callee?.kind !== 'attribute' || this.#runsElsewhere(callee, outer)) continue;
      const message = `\`${rootName(callee) ?? '…'}.${callee.name}\` registers \`${scope.name}\` here`;
      const index = facts.decorators.indexOf(decorator);
      const place = (): Place => ({
        path: scope.module.path,
        span: shift(scope.facts?.decorators[index]?.span ?? decorator.span, outer.start),
        message,
      });
      add(this.#objectsOf(callee.base, outer, 0), { handler: { scope, place } });
    }
  }

  /** `app.add_url_rule(…, view_func=f)`, `app.register_blueprint(blueprint)`. */
  #collectCalls(scope: ScopeView, add: Add): void {
    for (const unit of scope.units) {
      unit.facts.calls.forEach((fact, at) => {
        const { callee } = fact;
        if (fact.usage !== 'statement' || callee.kind !== 'attribute') return;
        if (callee.base.kind !== 'name' || fact.arguments.length === 0) return;
        const named = fact.arguments.filter(
          ({ value }) => value.kind === 'name' || value.kind === 'attribute',
        );
        const call = unit.calls[at];
        if (call === undefined || named.length === 0) return;
        const objects = this.#objectsOf(callee.base, unit, 0);
        if (objects.length === 0 || this.#runsElsewhere(callee, unit)) return;
        for (const { value } of named) {
          for (const body of bodiesOf(
            this.#project.valueOf(value, unit, call.span[0]),
            this.#project,
          )) {
            const message = `\`${callee.base.name}.${callee.name}()\` registers \`${body.name}\` here`;
            const place = (): Place => ({ path: scope.module.path, span: call.span, message });
            add(objects, { handler: { scope: body, place } });
          }
          for (const object of this.#objectsOf(value, unit, 0)) add(objects, { object });
        }
      });
    }
  }

  /** `app.shell_context_processor`: registers what no request runs. */
  #runsElsewhere(callee: Expression, unit: UnitView): boolean {
    const value = this.#project.valueOf(callee, unit, unit.start + callee.span[1]);
    if (value.kind !== 'external') return false;
    return handlerRows(value.path).some(({ how }) => how === 'elsewhere');
  }
}

interface Registration {
  readonly handler?: Handler;
  readonly object?: BoundName;
}

type Add = (objects: readonly BoundName[], registration: Registration) => void;

function keyOf({ scope, name }: BoundName): string {
  return `${scope.module.path} ${scope.span[0]} ${name}`;
}

/** Whether anything in the module is decorated with an attribute, or is a call on a name. */
function bindsObjects(module: ModuleView): boolean {
  return module.scopes.some((scope) => scope.units.some(({ facts }) => facts.calls.length > 0));
}
