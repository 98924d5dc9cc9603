import type { DeploymentFile } from '../../deployment/deployment-file.ts';
import type { FilePath } from '../../facts/file-path.ts';
import type { Declarations } from '../declarations.ts';
import type { LinkingView } from '../linking-view.ts';
import type { DeploymentView, ModuleView, PatchSite, PatchVerdict, ProgramView } from '../model.ts';
import { asDeclared, declaredPrograms } from './declared-programs.ts';
import { type Deployed, readDeployed } from './deployed-programs.ts';
import { findEntryPoints } from './entry-points.ts';
import { type GunicornApplication, gunicornApplications } from './gunicorn-applications.ts';
import { ImportGraph } from './import-graph.ts';
import { keptPatchSites } from './patch-sites.ts';
import { Program } from './program.ts';
import { type ProgramStart, startKey } from './program-start.ts';
import { ScriptSteps } from './script-steps.ts';
import { servedByGunicorn } from './served-by-gunicorn.ts';
import { behindSitePatches, isSiteModule, sitePatches } from './site-patches.ts';
import { testSessions } from './test-sessions.ts';
import { runTimeline } from './timeline.ts';

/**
 * The gevent programs of a project and where each of them patches. Everything is computed when
 * first asked for and kept: throw the object away when a module or its linking changed.
 */
export class Programs {
  readonly #project: LinkingView;
  readonly #sites = new Map<ModuleView, readonly PatchSite[]>();
  readonly #files: ReadonlyMap<FilePath, DeploymentFile>;
  readonly #declarations: Declarations;
  readonly #graph: ImportGraph;
  #deployed: Deployed | undefined;
  #applications: readonly GunicornApplication[] | undefined;
  readonly #readForApplications = new Set<ModuleView>();
  #programs: readonly Program[] | undefined;
  #running: Map<ModuleView, Program[]> | undefined;

  /**
   * `files`: the deployment files; `declarations`: what the configuration says of programs;
   * `graph`: the imports as an earlier object of the same project left them, if there was one.
   */
  constructor(
    project: LinkingView,
    files: ReadonlyMap<FilePath, DeploymentFile>,
    declarations: Declarations,
    graph = new ImportGraph(),
  ) {
    this.#project = project;
    this.#files = files;
    this.#declarations = declarations;
    this.#graph = graph;
  }

  /** The deployment files with what they start, sorted by path. */
  get deployments(): readonly DeploymentView[] {
    return this.#readDeployed().views;
  }

  /** Whether what a launcher does hangs on what this module assigns. */
  isSettings(module: ModuleView): boolean {
    return this.#deployed?.read.has(module) === true || this.#readForApplications.has(module);
  }

  /** The programs, in the order of the project's modules. */
  get programs(): readonly ProgramView[] {
    return this.#linked();
  }

  /** Every call of a patching function in this file, wherever it stands, in text order. */
  patchSites(module: ModuleView): readonly PatchSite[] {
    let sites = this.#sites.get(module);
    if (sites === undefined) {
      sites = keptPatchSites(module);
      this.#sites.set(module, sites);
    }
    return sites;
  }

  /**
   * The verdicts of all programs that run the code of the module's script at `offset`; none
   * where no known program does. Code of functions runs later: see `ProgramView.finalState`.
   */
  patchedAt(module: ModuleView, offset: number): readonly PatchVerdict[] {
    const programs = this.#runningPrograms().get(module) ?? [];
    return programs.flatMap((program) => program.verdictAt(module, offset) ?? []);
  }

  /** The programs that run this module's script; a test's program counts for tests alone. */
  programsOf(module: ModuleView): readonly ProgramView[] {
    return this.#runningPrograms().get(module) ?? [];
  }

  /** What code of the workspace runs with gunicorn's gevent worker. */
  get gunicornApplications(): readonly GunicornApplication[] {
    this.#applications ??= gunicornApplications(this.#project, this.#readForApplications);
    return this.#applications;
  }

  #readDeployed(): Deployed {
    this.#deployed ??= readDeployed(this.#files, this.#project);
    return this.#deployed;
  }

  #linked(): readonly Program[] {
    if (this.#programs === undefined) {
      const sitesOf = (module: ModuleView): readonly PatchSite[] => this.patchSites(module);
      const steps = new ScriptSteps(this.#project, sitesOf);
      const { modules } = this.#project;
      const outside = sitePatches(modules, this.#files, sitesOf);
      const run = (told: ProgramStart): Program => {
        const served = servedByGunicorn(told, this.gunicornApplications);
        const start = behindSitePatches(served, outside);
        return new Program(start, runTimeline(start, steps), sitesOf);
      };
      const told = [
        ...declaredPrograms(this.#declarations, this.#project),
        ...this.#readDeployed().starts,
        ...testSessions(
          modules,
          sitesOf,
          this.deployments.flatMap(({ launches }) => launches),
        ),
      ];
      const known = asDeclared(distinct(told), this.#declarations).map(run);
      const isMain = new Set(told.map((start) => start.main));
      const loaded = new Set(known.flatMap((program) => program.order));
      // Nobody says that a module runs by itself where a command is known that loads it.
      const inferred = findEntryPoints(this.#project, this.#graph).filter(
        ({ entry, certain }) =>
          !isMain.has(entry) && !isSiteModule(entry) && (certain || !loaded.has(entry)),
      );
      this.#programs = [...known, ...asDeclared(inferred, this.#declarations).map(run)]
        .filter((program) => program.isGevent)
        .sort((a, b) => (a.entry.path < b.entry.path ? -1 : a.entry.path > b.entry.path ? 1 : 0));
    }
    return this.#programs;
  }

  #runningPrograms(): Map<ModuleView, Program[]> {
    if (this.#running === undefined) {
      this.#running = new Map();
      for (const program of this.#linked()) {
        for (const module of program.order) {
          if (program.entry.isTest && !module.isTest) continue;
          const list = this.#running.get(module);
          if (list === undefined) this.#running.set(module, [program]);
          else list.push(program);
        }
      }
    }
    return this.#running;
  }
}

/** Equal starts once, with all places that tell of them. */
function distinct(starts: readonly ProgramStart[]): readonly ProgramStart[] {
  const byKey = new Map<string, ProgramStart>();
  for (const start of starts) {
    const key = startKey(start);
    const known = byKey.get(key);
    byKey.set(
      key,
      known === undefined
        ? start
        : {
            ...known,
            launch: known.launch ?? start.launch,
            learnt: [...known.learnt, ...start.learnt],
          },
    );
  }
  return [...byKey.values()];
}
