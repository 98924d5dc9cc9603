import type { DeploymentFile } from '../deployment/deployment-file.ts';
import type { Launch } from '../deployment/launch.ts';
import type { Expression } from '../facts/expression.ts';
import type { FileFacts } from '../facts/facts.ts';
import { type FilePath, folderOf, inFolder } from '../facts/file-path.ts';
import { type Declarations, noDeclarations } from './declarations.ts';
import { importableOf, isSameImportable } from './importable.ts';
import { KeptViews } from './keeping-views.ts';
import type { KeepsAnswers } from './kept-answers.ts';
import { type InstalledEnvironment, KnownVersions } from './known-versions.ts';
import type { ImportTarget, LinkingView } from './linking-view.ts';
import type {
  CallView,
  DeploymentView,
  EventView,
  GreenletReach,
  KnownVersion,
  ModuleView,
  PatchSite,
  PatchVerdict,
  ProgramView,
  ProjectDependency,
  ProjectView,
  ScopeView,
  UnitView,
} from './model.ts';
import { Module } from './module.ts';
import { calleeOf } from './names/call-results.ts';
import { KeptImportTargets } from './names/kept-import-targets.ts';
import { type Lineage, lineageOf } from './names/lineage.ts';
import { memberOf } from './names/members.ts';
import { ModuleIndex } from './names/module-index.ts';
import { OutsideAttributes } from './names/outside-attributes.ts';
import { asValue } from './names/resolved.ts';
import { Resolver } from './names/resolver.ts';
import type { Imports } from './names/resolving.ts';
import { scriptAddition } from './names/written-folders.ts';
import type { OrderGuard } from './order-guard.ts';
import {
  calledPath,
  isBelow,
  type OwnCall,
  OwnKnowledge,
  type OwnVerdict,
} from './own-knowledge.ts';
import { poolChoices } from './programs/celery-pool.ts';
import { serverChoices } from './programs/gevent-servers.ts';
import { ImportGraph } from './programs/import-graph.ts';
import { Programs } from './programs/programs.ts';
import { GreenletReachIndex } from './reach/greenlet-reach.ts';
import { moduleName, rootsAround } from './roots.ts';
import { SearchPath } from './search-path.ts';
import type { Value } from './value.ts';
import type { LinkedCall, LinkedModule, LinkedScope, LinkedUnit } from './views.ts';

/**
 * The Python files of a workspace, linked. Files come and go one by one; nothing is resolved
 * before somebody asks, and what was resolved is kept as long as what it depends on stays.
 */
export class Project implements ProjectView, LinkingView, KeepsAnswers {
  readonly answers = new Map<string, unknown>();
  readonly #modules = new Map<FilePath, Module>();
  readonly #deployments = new Map<FilePath, DeploymentFile>();
  #environments: readonly InstalledEnvironment[] = [];
  #declarations = noDeclarations;
  #own = new OwnKnowledge([], []);
  readonly #index = new ModuleIndex();
  readonly #searchPath = new SearchPath(this.#index);
  readonly #resolver: Resolver;
  readonly #orderGuards = new Map<FilePath, OrderGuard>();
  #hasLinks = false;
  readonly #outside = new OutsideAttributes();
  readonly #importTargets = new KeptImportTargets();
  readonly #importGraph = new ImportGraph();
  /** Rises when what was resolved anywhere may no longer hold. */
  readonly #clock = { epoch: 0 };
  #list: readonly Module[] | undefined;
  #usesGevent: boolean | undefined;
  #programs: Programs | undefined;
  #greenlets: GreenletReachIndex | undefined;
  #versions: KnownVersions | undefined;

  constructor() {
    const imports: Imports = {
      index: this.#index,
      moduleAt: (path) => this.#modules.get(path),
      returnTypeOf: (path, { path: from }) => this.#own.returnTypeOf(path, from),
      settersOf: (name, asker) => this.#outside.settersOf(name, asker),
      depends: (module, on) => {
        if (module !== on) (on as Module).dependents.add(module as Module);
      },
    };
    this.#resolver = new Resolver(imports);
  }

  /** Sets the folders that first-party modules are imported from (see `findRoots`). */
  setRoots(roots: readonly FilePath[]): void {
    this.#searchPath.setRoots(roots);
    this.#searchAnew();
    this.#changed();
  }

  #searchAnew(): void {
    for (const module of this.#modules.values()) this.#place(module);
    this.#forgetAll();
  }

  /** Says what the workspace's own tools do to a patch in a file; whoever reads settings knows. */
  setOrderGuard(path: FilePath, guard: OrderGuard): void {
    this.#orderGuards.set(path, guard);
  }

  orderGuard({ path }: ModuleView): OrderGuard | undefined {
    return this.#orderGuards.get(path);
  }

  /** Sets the second names of files: symbolic links, and the files that they lead to. */
  setLinks(links: ReadonlyMap<FilePath, FilePath>): void {
    if (links.size === 0 && !this.#hasLinks) return;
    this.#hasLinks = links.size > 0;
    this.#index.setLinks(links);
    this.#forgetAll();
    this.#changed();
  }

  /** Adds a file, or takes its new version. */
  setFile(path: FilePath, facts: FileFacts): void {
    const known = this.#modules.get(path);
    if (known) {
      if (known.facts === facts) return;
      this.answers.clear();
      const isSettings = this.#programs?.isSettings(known) === true;
      const isKept = this.#updateKeeping(known, facts);
      if (this.#index.setAddition(path, scriptAddition(known))) this.#forgetAll();
      else if (isKept && !isSettings) return;
    } else {
      const module = new Module(path, facts, this.#clock, (call) => this.#resolveCall(call));
      this.#modules.set(path, module);
      this.#list = undefined;
      this.#index.add(path);
      this.#outside.update(module);
      this.#place(module);
      this.#forgetAll();
    }
    this.#changed();
  }

  /**
   * Gives a module its new facts. Answers true where programs and greenlet reach, as far as they
   * were computed, still stand.
   */
  #updateKeeping(module: Module, facts: FileFacts): boolean {
    const { importsGevent } = module;
    const choices = poolChoices(module).length;
    const servers = serverChoices(module);
    const importable = importableOf(module);
    const differing = module.differing(facts);
    const linked = this.#programs !== undefined || this.#greenlets !== undefined;
    const kept = linked && differing !== undefined ? new KeptViews(differing, this) : undefined;
    if (module.update(facts)) {
      if (!isSameImportable(importable, importableOf(module))) this.#importTargets.forget();
      this.#forgetAround(module, ...this.#outside.update(module));
      return false;
    }
    return (
      importsGevent === module.importsGevent &&
      choices > 0 === poolChoices(module).length > 0 &&
      servers === serverChoices(module) &&
      (!linked || kept?.putBack() === true)
    );
  }

  /** Adds a deployment file, or takes its new version. */
  setDeployment(path: FilePath, file: DeploymentFile): void {
    this.#deployments.set(path, file);
    if (this.#searchPath.setDeployment(path, file)) this.#searchAnew();
    this.#versions = undefined;
    this.#changed();
  }

  /** Removes a deployment file; nothing happens if it is not known. */
  removeDeployment(path: FilePath): void {
    if (!this.#deployments.delete(path)) return;
    if (this.#searchPath.setDeployment(path, undefined)) this.#searchAnew();
    this.#versions = undefined;
    this.#changed();
  }

  /** What is installed in the workspace's own virtual environments; replaces what was known. */
  setInstalled(environments: readonly InstalledEnvironment[]): void {
    this.#environments = environments;
    this.#versions = undefined;
    this.#changed();
  }

  get dependencies(): readonly ProjectDependency[] {
    return this.#knownVersions.dependencies;
  }

  versionOf(distribution: string, { path }: { readonly path: FilePath }): KnownVersion | undefined {
    return this.#knownVersions.versionFor(distribution, folderOf(path));
  }

  /** What people declare about their programs and libraries; replaces what was declared before. */
  setDeclarations(declarations: Declarations): void {
    this.#declarations = declarations;
    const own = new OwnKnowledge(declarations.calls, declarations.returns);
    if (!own.hasReturnsOf(this.#own)) this.#forgetAll();
    this.#own = own;
    this.#changed();
  }

  /** The deployment files, sorted by path. */
  get deployments(): readonly DeploymentView[] {
    return this.#runs.deployments;
  }

  /** Removes a file; nothing happens if it is not known. */
  removeFile(path: FilePath): void {
    const module = this.#modules.get(path);
    if (module === undefined) return;
    this.#modules.delete(path);
    this.#outside.remove(module);
    this.#list = undefined;
    this.#index.remove(path);
    this.#index.setAddition(path, undefined);
    this.#forgetAll();
    this.#changed();
  }

  ownCall(call: CallView, verdict: OwnVerdict): OwnCall | undefined {
    // Most configurations say nothing: no call is resolved for them.
    const path = this.#own.says(verdict) ? calledPath(call) : undefined;
    return path === undefined ? undefined : this.#own.callIn(call.scope.module, path, verdict);
  }

  isOnNetwork(file: string, near: { readonly path: FilePath }): boolean {
    return this.#declarations.networkFiles.some(
      ({ folder, matches }) => isBelow(near.path, folder) && matches(file),
    );
  }

  ownPath(path: string, module: ModuleView, verdict: OwnVerdict): OwnCall | undefined {
    return this.#own.callIn(module, path, verdict);
  }

  get usesGevent(): boolean {
    this.#usesGevent ??=
      this.modules.some((module) => module.importsGevent || module.importsPatchingLibrary) ||
      this.deployments.some(({ launches }) => launches.some(runsGevent)) ||
      this.modules.some((module) => poolChoices(module).length > 0) ||
      this.#runs.gunicornApplications.length > 0;
    return this.#usesGevent;
  }

  /** All files, sorted by path. */
  get modules(): readonly Module[] {
    this.#list ??= [...this.#modules.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    return this.#list;
  }

  moduleAt(path: FilePath): Module | undefined {
    return this.#modules.get(path);
  }

  valueOf(expression: Expression, unit: UnitView, before?: number): Value {
    const linked = unit as LinkedUnit;
    const offset = before === undefined ? expression.span[0] : before - linked.start;
    return this.#resolver.within(linked.scope.module, () =>
      asValue(this.#resolver.resolve(expression, linked, offset)),
    );
  }

  /** What `value.name` stands for: the method of an instance, the function of a module. */
  memberOf(value: Value, name: string): Value {
    return asValue(memberOf(this.#resolver, value, name));
  }

  /** A class with its ancestors, nearest first. */
  lineageOf(scope: ScopeView): Lineage {
    return lineageOf(this.#resolver, scope as LinkedScope);
  }

  get programs(): readonly ProgramView[] {
    return this.#runs.programs;
  }

  patchSites(module: ModuleView): readonly PatchSite[] {
    return this.#runs.patchSites(module);
  }

  patchedAt(module: ModuleView, offset: number): readonly PatchVerdict[] {
    return this.#runs.patchedAt(module, offset);
  }

  programsOf(module: ModuleView): readonly ProgramView[] {
    return this.#runs.programsOf(module);
  }

  greenletReach(scope: ScopeView): GreenletReach | undefined {
    return this.#reach.reach(scope);
  }

  passedPath(call: CallView): string | undefined {
    return this.#reach.passedPath(call);
  }

  inThreadPool(scope: ScopeView): boolean {
    return this.#reach.inThreadPool(scope);
  }

  callers(scope: ScopeView): readonly CallView[] {
    return this.#reach.callers(scope);
  }

  get #runs(): Programs {
    this.#programs ??= new Programs(this, this.#deployments, this.#declarations, this.#importGraph);
    return this.#programs;
  }

  get #knownVersions(): KnownVersions {
    this.#versions ??= new KnownVersions(this.#deployments, this.#environments);
    return this.#versions;
  }

  get #reach(): GreenletReachIndex {
    this.#greenlets ??= new GreenletReachIndex(this, this.#runs);
    return this.#greenlets;
  }

  get roots(): readonly FilePath[] {
    return this.#index.roots;
  }

  modulesNamed(dotted: string, folder: FilePath): readonly Module[] | undefined {
    const from = { path: inFolder(folder, '__main__.py'), isScript: true };
    return this.#index
      .absolute(from, dotted)
      ?.flatMap(({ file }) => (file === undefined ? [] : (this.#modules.get(file) ?? [])));
  }

  bindsName(module: ModuleView, name: string): boolean {
    const { names, stars } = (module as LinkedModule).globals;
    return names.has(name) || stars.length > 0;
  }

  importTargets(event: EventView): readonly ImportTarget[] {
    const module = event.scope.module as LinkedModule;
    const { targets, owners } = this.#importTargets.find(this.#resolver, event);
    // Kept answers of the module depend on them, whether or not this one was kept itself.
    this.#resolver.within(module, () => {
      for (const owner of owners) this.#resolver.looksAt(owner);
    });
    return targets;
  }

  #resolveCall(call: LinkedCall): Value {
    return this.#resolver.within(call.scope.module, () => asValue(calleeOf(this.#resolver, call)));
  }

  #place(module: Module): void {
    const [root] = rootsAround(this.#index.roots, module.path);
    module.place(root === undefined ? undefined : moduleName(root, module.path), root);
    this.#index.setAddition(module.path, scriptAddition(module));
  }

  /** Forgets what was resolved with the help of `modules`, directly or not. */
  #forgetAround(...modules: readonly LinkedModule[]): void {
    const seen = new Set(modules as readonly Module[]);
    for (const next of seen) {
      for (const dependent of next.dependents) seen.add(dependent);
      next.forget();
    }
  }

  #forgetAll(): void {
    this.#importTargets.forget();
    this.#clock.epoch++;
  }

  #changed(): void {
    this.answers.clear();
    this.#usesGevent = undefined;
    this.#programs = undefined;
    this.#greenlets = undefined;
  }
}

/** Whether a launcher patches with gevent or runs code in its greenlets. */
function runsGevent({ phases, greenlets }: Launch): boolean {
  return greenlets === 'yes' || phases.some((phase) => phase.kind === 'patch');
}
