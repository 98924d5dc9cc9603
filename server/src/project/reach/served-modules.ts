import type { Launch } from '../../deployment/launch.ts';
import type { Expression } from '../../facts/expression.ts';
import { folderOf } from '../../facts/file-path.ts';
import { handlerRows, handlers, type Runner, runnerOf } from '../../knowledge/handlers.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, ModuleView, Place, ProgramView } from '../model.ts';
import { importStatements } from '../names/import-statements.ts';
import { installedAppNames } from '../names/installed-apps.ts';
import { isDead } from '../programs/block-certainty.ts';
import type { CallGraph } from './call-graph.ts';
import { argumentAt } from './callable-argument.ts';
import { takesOtherTasks } from './celery-queues.ts';
import { settingTexts } from './django-settings.ts';
import { type WebServer, webServers } from './web-servers.ts';

/** Why what a framework finds in a module runs in greenlets. */
export interface Serving {
  /** The command, or the call that serves. */
  readonly origin: string;
  /** Where that is said, as the texts are now. */
  readonly places: () => readonly Place[];
}

/** Which modules are loaded by processes that run a framework's handlers in greenlets. */
export class ServedModules {
  readonly #project: LinkingView;
  readonly #graph: CallGraph;
  readonly #byRunner = new Map<Runner, Map<ModuleView, Serving>>();
  #calls: readonly CallView[] | undefined;

  /** `launches`: all that deployment files start, also what has nothing to do with gevent. */
  constructor(
    project: LinkingView,
    graph: CallGraph,
    programs: readonly ProgramView[],
    launches: readonly Launch[],
  ) {
    this.#project = project;
    this.#graph = graph;
    const loaded = new Map<ProgramView, ReadonlySet<ModuleView>>();
    const add = (program: ProgramView, runner: Runner, serving: Serving): void => {
      let modules = loaded.get(program);
      if (modules === undefined) {
        modules = this.#loadedBy(program);
        loaded.set(program, modules);
      }
      let served = this.#byRunner.get(runner);
      if (served === undefined) {
        served = new Map();
        this.#byRunner.set(runner, served);
      }
      for (const module of modules) if (!served.has(module)) served.set(module, serving);
    };
    for (const program of programs) {
      const { launch, learnt } = program;
      if (launch === undefined || !servesInGreenlets(program)) continue;
      if (launches.some((other) => takesOtherTasks(other, launch))) continue;
      add(program, runnerOf(launch.launcher), { origin: launch.label, places: () => learnt });
    }
    const servers = webServers(graph, project);
    if (servers.length === 0) return;
    for (const program of programs) {
      const server = servers.find(
        (one) => serves(one, program) && (!one.isOptional || isPatched(program)),
      );
      if (server !== undefined) add(program, 'wsgi', server);
    }
  }

  /** Whether anything is served at all. */
  get isEmpty(): boolean {
    return this.#byRunner.size === 0;
  }

  /** Why handlers of this module run in greenlets; undefined where that is not known. */
  serving(module: ModuleView, runner: Runner): Serving | undefined {
    return this.#byRunner.get(runner)?.get(module);
  }

  /**
   * The modules that are loaded sooner or later: by imports wherever they stand, and by the
   * texts that name modules (Django's settings and patterns, Pyramid's scan).
   */
  #loadedBy(program: ProgramView): ReadonlySet<ModuleView> {
    const found = new Set(program.order);
    for (const module of found) {
      if (module.isTest) continue;
      for (const next of this.#loadedIn(module)) if (!next.isTest) found.add(next);
    }
    return found;
  }

  *#loadedIn(module: ModuleView): Iterable<ModuleView> {
    for (const view of importStatements.in(module)) {
      for (const target of this.#project.importTargets(view)) yield target.module;
    }
    for (const call of this.#loadingCalls()) {
      if (call.scope.module === module) yield* this.#namedBy(call);
    }
    for (const text of settingTexts(module)) {
      const modules = this.#project.modulesNamed(text, folderOf(module.path));
      yield* modules ?? this.#project.modulesNamed(outer(text), folderOf(module.path)) ?? [];
    }
    yield* this.#foundByDjango(module);
  }

  /** What Django looks for in each app that settings install: its `admin` and its template tags. */
  *#foundByDjango(settings: ModuleView): Iterable<ModuleView> {
    const find = (dotted: string) => this.#project.modulesNamed(dotted, folderOf(settings.path));
    for (const app of installedAppNames(settings, find, undefined)) {
      yield* find(`${app}.admin`) ?? [];
      const tags = find(`${app}.templatetags`)?.at(-1);
      if (tags?.isPackage !== true) continue;
      const folder = folderOf(tags.path);
      yield* this.#project.modules.filter(({ path }) => folderOf(path) === folder);
    }
  }

  /** `include("shop.urls")`, `config.scan()`: calls that name modules to load. */
  #loadingCalls(): readonly CallView[] {
    this.#calls ??= [...loadingNames]
      .flatMap((name) => this.#graph.callsNamed(name))
      .filter(
        (call) =>
          call.path !== undefined &&
          !isDead(call) &&
          handlerRows(call.path).some(({ how }) => how === 'module' || how === 'package'),
      );
    return this.#calls;
  }

  *#namedBy(call: CallView): Iterable<ModuleView> {
    const { module } = call.scope;
    for (const { how, callable } of handlerRows(call.path ?? '')) {
      const value = callable && argumentAt(call, callable)?.value;
      const named = this.#named(value, module);
      yield* named;
      if (how !== 'package') continue;
      const home = value === undefined ? module : named.at(-1);
      if (home === undefined) continue;
      const folder = folderOf(home.path);
      if (value !== undefined && !home.isPackage) continue;
      yield* this.#project.modules.filter(({ path }) => path.startsWith(`${folder}/`));
    }
  }

  /** The modules behind `"shop.urls"`, `".views"`, or a name of one; packages first. */
  #named(value: Expression | undefined, from: ModuleView): readonly ModuleView[] {
    const folder = folderOf(from.path);
    if (value?.kind === 'string') {
      const relative = value.value.startsWith('.') ? packageOf(from) : '';
      if (relative === undefined) return [];
      const dotted = `${relative}${value.value}`;
      return this.#project.modulesNamed(dotted, folder) ?? [];
    }
    if (value?.kind !== 'sequence') return [];
    const [first] = value.items;
    return value.type === 'tuple' && first?.kind === 'string' ? this.#named(first, from) : [];
  }
}

const loadingNames = new Set(
  handlers
    .filter(({ how }) => how === 'module' || how === 'package')
    .map(({ path }) => path.slice(path.lastIndexOf('.') + 1)),
);

/** A launcher's worker of greenlets, or Django's own server under patched threads. */
function servesInGreenlets({ greenlets, launch, finalParts }: ProgramView): boolean {
  if (greenlets === 'yes') return true;
  const isServer = launch?.launcher === 'django' && launch.options.command?.value === 'runserver';
  return isServer && finalParts?.has('thread') === true;
}

function isPatched(program: ProgramView): boolean {
  return (
    program.outsidePatch !== undefined ||
    program.sites.length > 0 ||
    program.patchedByImport !== undefined
  );
}

function serves(server: WebServer, program: ProgramView): boolean {
  if (!program.order.includes(server.call.scope.module)) return false;
  return !server.asThreads || program.finalParts?.has('thread') === true;
}

/** The dotted name of the package that a module lies in. */
export function packageOf({ name, isPackage }: ModuleView): string | undefined {
  if (name === undefined || isPackage) return name;
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : name.slice(0, dot);
}

function outer(dotted: string): string {
  return dotted.slice(0, Math.max(dotted.lastIndexOf('.'), 0));
}
