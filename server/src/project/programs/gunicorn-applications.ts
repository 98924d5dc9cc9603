import type { Launch, LaunchOption, Phase } from '../../deployment/launch.ts';
import type { Expression } from '../../facts/expression.ts';
import { fileName } from '../../facts/file-path.ts';
import { workerClass } from '../../knowledge/worker-classes.ts';
import { type Span, shift } from '../../syntax/span.ts';
import { keptFor } from '../kept-answers.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, ModuleView, ScopeView, UnitView } from '../model.ts';
import type { DictionaryView } from '../settings/dictionary.ts';
import { dictionaryOf } from '../settings/read-dictionary.ts';
import { certaintyAt } from './block-certainty.ts';

/** gunicorn with a gevent worker, run by a script through a class derived from its own. */
export interface GunicornApplication {
  /** The module whose code runs it. */
  readonly module: ModuleView;
  /** `StandaloneApplication(app, options).run()`. */
  readonly span: Span;
  /** What counts as its command line, where no deployment file has one. */
  readonly launch: Launch;
  /** The method that loads the application: in each worker, or before the fork. */
  readonly load: ScopeView | undefined;
  /** The modules of the application that it is given by name. */
  readonly loaded: readonly ModuleView[];
  readonly patch: Phase & { readonly kind: 'patch' };
  /** Whether the master loads the application; undefined where that is not known. */
  readonly preloads: boolean | undefined;
}

/** Classes of gunicorn that run a server with the settings that `load_config()` makes. */
const bases: ReadonlySet<string> = new Set([
  'gunicorn.app.base.Application',
  'gunicorn.app.base.BaseApplication',
  'gunicorn.app.wsgiapp.WSGIApplication',
]);

/** gunicorn's settings by the options that they are. */
const options: Readonly<Record<string, string>> = {
  preload_app: 'preload',
  threads: 'threads',
  worker_class: 'worker-class',
  worker_connections: 'worker-connections',
  workers: 'workers',
};

/** Whether a module imports one of the classes that such applications derive from. */
export function importsApplicationClass({ facts }: ModuleView): boolean {
  return facts.statements.some(({ unit }) =>
    unit.events.some(
      (event) =>
        (event.kind === 'from-import' && /^gunicorn\.app(?:\.|$)/.test(event.module)) ||
        (event.kind === 'import' &&
          event.names.some(({ module }) => /^gunicorn\.app(?:\.|$)/.test(module))),
    ),
  );
}

/**
 * The applications of gunicorn that code of the workspace runs with a gevent worker (27.0.1's
 * "custom application"): their settings are those of `self.cfg.set("worker_class", "gevent")`, or of
 * a dictionary that `load_config()` goes through. `read`: takes the modules that decided something.
 */
export function gunicornApplications(
  project: LinkingView,
  read: Set<ModuleView>,
): readonly GunicornApplication[] {
  let areThere = false;
  for (const module of project.modules) {
    const [imports] = keptFor(module, 'imports gunicorn.app', () => [
      importsApplicationClass(module),
    ]);
    if (module.isTest || imports !== true) continue;
    areThere = true;
    read.add(module);
  }
  if (!areThere) return [];
  return project.modules.flatMap((module) => {
    if (module.isTest) return [];
    const runs = keptFor(module, 'calls of run', () =>
      module.calls.filter(
        ({ call }) => call.callee.kind === 'attribute' && call.callee.name === 'run',
      ),
    );
    return runs.flatMap((run) => {
      const made = madeFor(run);
      if (made?.target.kind !== 'class') return [];
      const { classes, externals } = project.lineageOf(made.target.scope);
      if (!externals.some((path) => bases.has(path))) return [];
      for (const one of [module, ...classes.map((scope) => scope.module)]) read.add(one);
      const found = applicationOf(run, made, classes, project, read);
      return found === undefined ? [] : [found];
    });
  });
}

/** The call that makes what is run: `App().run()`, or `app = App()` before `app.run()`. */
function madeFor({ call, unit, scope }: CallView): CallView | undefined {
  const { callee } = call;
  const base = callee.kind === 'attribute' ? callee.base : undefined;
  if (base?.kind === 'call') return unit.calls[base.call];
  if (base?.kind !== 'name') return undefined;
  const bound = scope.events.findLast(
    ({ event }) =>
      event.kind === 'assign' &&
      event.targets.some((target) => target.kind === 'name' && target.name === base.name),
  );
  if (bound?.event.kind !== 'assign' || bound.event.value.kind !== 'call') return undefined;
  return bound.unit.calls[bound.event.value.call];
}

function applicationOf(
  run: CallView,
  made: CallView,
  classes: readonly ScopeView[],
  project: LinkingView,
  read: Set<ModuleView>,
): GunicornApplication | undefined {
  const method = (name: string): ScopeView | undefined => {
    for (const scope of classes) {
      const found = scope.children.find((one) => one.kind === 'function' && one.name === name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const configures = method('load_config');
  if (configures === undefined) return undefined;
  const settings = settingsOf(configures, method('__init__'), made, project, read);
  const worker = settings['worker-class'];
  const kind = worker?.value === undefined ? undefined : workerClass('gunicorn', worker.value);
  if (worker === undefined || kind?.greenlets !== 'yes' || kind.patches !== 'after-fork') {
    return undefined;
  }
  const { module } = run.scope;
  const { preload } = settings;
  const preloads =
    preload === undefined
      ? false
      : preload.value === undefined
        ? undefined
        : /^true$/i.test(preload.value);
  const { path, span } = worker;
  const patch = {
    kind: 'patch',
    by: "gunicorn's gevent worker",
    certain: preloads !== undefined,
    path,
    span,
  } as const;
  const served = servedBy(made, project);
  const here = { path: module.path, span: run.span };
  return {
    module,
    span: run.span,
    load: method('load'),
    loaded: served.modules,
    patch,
    preloads,
    launch: {
      ...here,
      launcher: 'gunicorn',
      label: `${fileName(module.path)} (gunicorn)`,
      name: '',
      greenlets: 'yes',
      options: settings,
      phases: [
        ...(served.target === undefined
          ? []
          : [{ kind: 'import', target: served.target, ...here } as const]),
        patch,
      ],
    },
  };
}

/** The application that a call is given: a name of its module, or `"shop.wsgi:app"`. */
function servedBy({ call, scope, unit }: CallView, project: LinkingView) {
  const [first] = call.arguments;
  const value = first?.value;
  const home = scope.module.name ?? '';
  if (value?.kind === 'name') {
    const target = { kind: 'module', module: home, attribute: value.name } as const;
    return { target, modules: [] };
  }
  const known = value === undefined ? undefined : project.valueOf(value, unit);
  const [, dotted, attribute] =
    (known?.kind === 'string' ? /^([A-Za-z_][\w.]*):([A-Za-z_]\w*)$/.exec(known.value) : null) ??
    [];
  if (dotted === undefined || attribute === undefined) return { target: undefined, modules: [] };
  const folder = scope.module.path.replace(/\/[^/]*$/, '');
  const modules = project.modulesNamed(dotted, folder) ?? [];
  return { target: { kind: 'module', module: dotted, attribute } as const, modules };
}

/** The options that `load_config()` sets, as far as they are known. */
function settingsOf(
  configures: ScopeView,
  initialises: ScopeView | undefined,
  made: CallView,
  project: LinkingView,
  read: Set<ModuleView>,
): Record<string, LaunchOption> {
  const found: Record<string, LaunchOption> = {};
  const take = (key: string, value: Expression, unit: UnitView, isCertain: boolean): void => {
    const option = options[key.toLowerCase()];
    if (option === undefined) return;
    const { path } = unit.scope.module;
    const text = isCertain ? textOf(value, unit, project) : undefined;
    found[option] = {
      value: text,
      from: fileName(path),
      path,
      span: shift(value.span, unit.start),
    };
  };
  const sets = configures.calls.filter(({ call: { callee } }) => isConfigurationSet(callee));
  if (sets.some(({ call }) => call.arguments[0]?.value.kind !== 'string')) {
    const given = givenSettings(configures, initialises, made, project, read);
    for (const [key, { value, unit }] of given?.entries ?? []) take(key, value, unit, true);
  }
  for (const { call, unit, block, span } of sets) {
    const [key, value] = call.arguments;
    if (key?.value.kind !== 'string' || value === undefined) continue;
    take(key.value.value, value.value, unit, certaintyAt(unit, block, span[0], false) === 'yes');
  }
  return found;
}

/** `self.cfg.set`. */
function isConfigurationSet(callee: Expression): boolean {
  return (
    callee.kind === 'attribute' &&
    callee.name === 'set' &&
    (callee.base.kind === 'attribute' || callee.base.kind === 'name') &&
    callee.base.name === 'cfg'
  );
}

/** The dictionary that `load_config()` goes through: one of the object's own. */
function givenSettings(
  configures: ScopeView,
  initialises: ScopeView | undefined,
  made: CallView,
  project: LinkingView,
  read: Set<ModuleView>,
): DictionaryView | undefined {
  for (const { call } of configures.calls) {
    const { callee } = call;
    if (callee.kind !== 'attribute' || callee.name !== 'items') continue;
    const { base } = callee;
    if (base.kind !== 'attribute' || base.base.kind !== 'name' || base.base.name !== 'self')
      continue;
    return ownDictionary(base.name, initialises, made, project, read);
  }
  return undefined;
}

/** What `self.options` is: made in `__init__`, or what that is given. */
function ownDictionary(
  attribute: string,
  initialises: ScopeView | undefined,
  made: CallView,
  project: LinkingView,
  read: Set<ModuleView>,
): DictionaryView | undefined {
  const bound = initialises?.events.findLast(
    ({ event }) =>
      event.kind === 'assign' &&
      event.targets.some((target) => target.kind === 'attribute' && target.name === attribute),
  );
  if (bound?.event.kind !== 'assign') return undefined;
  const { value } = bound.event;
  // `options or {}`
  const source = value.kind === 'boolean' && value.operator === 'or' ? value.left : value;
  const parameters = initialises?.facts?.parameters ?? [];
  const place = parameters.findIndex(({ name }) => source.kind === 'name' && source.name === name);
  if (place < 0) return dictionaryOf(source, bound.unit, project, undefined, read);
  const { arguments: given } = made.call;
  if (given.some(({ star }) => star !== undefined)) return undefined;
  const argument =
    given.find(({ keyword }) => keyword === parameters[place]?.name) ??
    given.filter(({ keyword }) => keyword === undefined)[place - 1];
  return argument && dictionaryOf(argument.value, made.unit, project, made.span[0], read);
}

/** A setting as gunicorn's own files write it; undefined where it is not known. */
function textOf(value: Expression, unit: UnitView, project: LinkingView): string | undefined {
  const known = project.valueOf(value, unit);
  switch (known.kind) {
    case 'string':
    case 'constant':
      return known.value;
    case 'number':
      return known.text;
    case 'external':
      return known.path;
    default:
      return undefined;
  }
}
