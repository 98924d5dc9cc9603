/**
 * What rules see of a linked project. The classes behind these interfaces live beside this
 * file; rules depend on nothing but the interfaces. All spans here are absolute.
 */
import type { Dependency, DeploymentFile } from '../deployment/deployment-file.ts';
import type { Launch } from '../deployment/launch.ts';
import type { Expression } from '../facts/expression.ts';
import type { FileFacts } from '../facts/facts.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { Block, Call, Event, Scope } from '../facts/scope.ts';
import type { VersionKnowledge } from '../knowledge/version-range.ts';
import type { Span } from '../syntax/span.ts';
import type { OrderGuard } from './order-guard.ts';
import type { OwnCall, OwnVerdict } from './own-knowledge.ts';
import type { Value } from './value.ts';

/** A place in the workspace with a sentence about it; becomes related information. */
export interface Place {
  readonly path: FilePath;
  readonly span: Span;
  readonly message: string;
}

/** One Python file of the workspace. */
export interface ModuleView {
  readonly path: FilePath;
  /** Dotted name under its root (`shop.db`; a package's `__init__` is the package); undefined for files outside any root. */
  readonly name: string | undefined;
  readonly isPackage: boolean;
  readonly facts: FileFacts;
  /** The module's own script: what runs when it is imported. */
  readonly script: ScopeView;
  /** Every scope, the script first, then depth first in text order. */
  readonly scopes: readonly ScopeView[];
  /** Every call of the file in text order of their ends within each scope. */
  readonly calls: readonly CallView[];
  /** Imports gevent, or something of it, anywhere, or tells a library to serve with it. */
  readonly importsGevent: boolean;
  /** Looks like a test: `test_*.py`, `*_test.py`, conftest.py, or inside a `tests` folder. */
  readonly isTest: boolean;
}

/** A function, lambda, class body, or a module's script. */
export interface ScopeView {
  readonly module: ModuleView;
  readonly kind: 'module' | 'function' | 'lambda' | 'class';
  readonly name: string;
  /** `Worker.run`, `outer.inner`, `<lambda>`; `<module>` for the script. */
  readonly qualifiedName: string;
  readonly parent: ScopeView | undefined;
  /** The parent's unit that this scope stands in: bases, decorators and defaults are read against it. */
  readonly outer: UnitView | undefined;
  readonly children: readonly ScopeView[];
  readonly span: Span;
  readonly nameSpan: Span;
  /** The facts; undefined for the script, which is made of many units. */
  readonly facts: Scope | undefined;
  /** One for a function, one per top-level statement for a script. */
  readonly units: readonly UnitView[];
  readonly events: readonly EventView[];
  readonly calls: readonly CallView[];
}

/** A piece of facts placed in its file: expressions with call indices are read against it. */
export interface UnitView {
  readonly scope: ScopeView;
  readonly facts: Scope;
  /** Absolute offset that the unit's spans count from. */
  readonly start: number;
  /** The scopes inside, in the order of `facts.children`. */
  readonly children: readonly ScopeView[];
  readonly events: readonly EventView[];
  readonly calls: readonly CallView[];
  readonly blocks: readonly BlockView[];
}

/** An event with its place. */
export interface EventView {
  readonly event: Event;
  readonly unit: UnitView;
  readonly scope: ScopeView;
  readonly span: Span;
  readonly block: BlockView | undefined;
}

/** A compound statement around events. */
export interface BlockView {
  readonly block: Block;
  readonly unit: UnitView;
  readonly span: Span;
  readonly parent: BlockView | undefined;
}

/** A call with its place and, when asked, its target. */
export interface CallView {
  readonly call: Call;
  readonly unit: UnitView;
  readonly scope: ScopeView;
  readonly span: Span;
  readonly calleeSpan: Span;
  readonly block: BlockView | undefined;
  /** What is called: computed at first use and kept. */
  readonly target: Value;
  /** Shorthand: the target's path if it is external (`os.system`), else undefined. */
  readonly path: string | undefined;
}

/** Where the standard library is patched. */
export interface PatchSite {
  readonly call: CallView;
  /** `gevent.monkey.patch_all` or another `patch_*`. */
  readonly path: string;
  /** Parts that the call patches: `socket`, `thread`, `time`, …; undefined where arguments hide it. */
  readonly parts: ReadonlySet<string> | undefined;
  /** False only for a literal `aggressive=False`. */
  readonly aggressive: boolean;
  /** Where the call stands. `condition`: under an if or try that is not the main guard. */
  readonly placement: 'script' | 'condition' | 'main-guard' | 'function' | 'class-body';
}

/** A file that says how processes are started: a Procfile, a Dockerfile, a unit of systemd. */
export interface DeploymentView {
  readonly path: FilePath;
  readonly file: DeploymentFile;
  /** The commands that start Python code, read as their launchers will read them. */
  readonly launches: readonly Launch[];
}

/** A dependency with the file that names it. */
export interface ProjectDependency extends Dependency {
  readonly path: FilePath;
}

/** What is known of a distribution's version, and where that was learnt. */
export interface KnownVersion extends VersionKnowledge {
  readonly place: Place;
}

/** A patch that comes from outside the program's own code. */
export interface OutsidePatch {
  /** Who patches: `gunicorn's gevent worker`. */
  readonly by: string;
  /** Where that was learnt. */
  readonly place: Place;
  /** What is patched. */
  readonly parts: ReadonlySet<string>;
}

/** A program: what one process runs, from its start. */
export interface ProgramView {
  /** The script, or the module that the launcher loads. */
  readonly entry: ModuleView;
  /** The module that runs as `__main__`; undefined where that is code of a launcher. */
  readonly main: ModuleView | undefined;
  /** How a deployment file starts it; undefined where only its own text shows that it is one. */
  readonly launch: Launch | undefined;
  /** Where one learns that there is this program: commands, console scripts, the main guard. */
  readonly learnt: readonly Place[];
  /** Whether whoever starts it runs its handlers or tasks in greenlets. */
  readonly greenlets: 'yes' | 'no' | 'unknown';
  /** Functions of the workspace that whoever starts it calls: a console script's, gunicorn's hooks. */
  readonly called: readonly ScopeView[];
  /** The first patch, where it is the launcher's own; `patch` is then undefined. */
  readonly outsidePatch: OutsidePatch | undefined;
  /** The first patch that its import-time script certainly runs; undefined if there is none. */
  readonly patch: PatchSite | undefined;
  /** Whether the program's script may patch in a way that could not be followed. */
  readonly uncertain: boolean;
  /** The library whose import patches first: `locust`, `grequests`; `patch` may then be missing. */
  readonly patchedByImport: string | undefined;
  /** All patch sites that the script runs, certainly or not, in order. */
  readonly sites: readonly PatchSite[];
  /** The state that the script leaves behind: that of functions which run later. Never `before`. */
  readonly finalState: PatchState;
  /** What is patched in the end; undefined where that is not known or nothing is. */
  readonly finalParts: ReadonlySet<string> | undefined;
  /** Modules in the order in which their scripts start. */
  readonly order: readonly ModuleView[];
  /** The chain of import statements from the entry to `module`, entry first. */
  chainTo(module: ModuleView): readonly Place[];
  /** What happens from the start until it serves or works, in order. Made afresh when asked. */
  steps(): readonly ProgramStep[];
}

/** Something that happens while a program starts. */
export type ProgramStep = {
  /** How many imports deep: 0 for what the launcher or the entry itself does. */
  readonly depth: number;
  /** False: whether it happens, or when, is not known. */
  readonly certain: boolean;
} & (
  | {
      /** A module's script starts. */
      readonly kind: 'module';
      readonly module: ModuleView;
      /** What was patched when it started. */
      readonly state: PatchState;
      /** The calls and the import statement in the module above it; empty for what is started. */
      readonly from: readonly Place[];
    }
  | { readonly kind: 'patch'; readonly patch: StepPatch }
  /** The launcher calls a function of a module that has run: gunicorn's hooks. */
  | { readonly kind: 'call'; readonly scope: ScopeView }
);

/** A patch as a step: by a call in the workspace, by the import of a library, by the launcher. */
export type StepPatch =
  | { readonly kind: 'site'; readonly site: PatchSite }
  | { readonly kind: 'library'; readonly library: string; readonly place: Place }
  | { readonly kind: 'outside'; readonly outside: OutsidePatch };

/**
 * Whether a line runs before or after the patch. `partly`: after a patch that leaves parts
 * out. `never`: in a program that certainly patches nothing. `unknown`: no entry point reaches
 * it, or the patch could not be followed.
 */
export type PatchState = 'before' | 'after' | 'partly' | 'never' | 'unknown';

/** The patch state of a line in one program. */
export interface PatchVerdict {
  readonly state: PatchState;
  readonly program: ProgramView;
  /** For `after` and `partly`: what is patched at that line; missing where arguments hide it. */
  readonly parts?: ReadonlySet<string>;
}

/** Why code runs in a greenlet: from the spawn to the function, spawn first. */
export interface GreenletReach {
  /** A few words: `gevent.spawn(worker)`, `WSGIServer(…, application)`, `class Mailer(Greenlet)`. */
  readonly origin: string;
  /** The spawn, then each call on the way; clickable. */
  readonly chain: readonly Place[];
  /** Spawned in a loop, by a pool's map, or by a server: several may run at once. */
  readonly many: boolean;
  /** The way from a spawn that starts several; empty where none does. Made afresh when asked. */
  manyChain(): readonly Place[];
  /** Some of it runs for the requests of a server. */
  readonly serves: boolean;
  /**
   * Only calls that are meant to start native threads lead here (`executor.submit(work)`),
   * which the patch turned into greenlets: then the call that starts them is at fault.
   */
  readonly onlyAsThread: boolean;
  /** What `chain` starts with starts native threads in a program that does not patch these. */
  readonly needsThreads: boolean;
  /** Only what runs once, where something starts or ends, leads here: `on_start` of Locust's users. */
  readonly onlyOnce: boolean;
}

/** The questions that rules ask. */
export interface ProjectView {
  /** False: nothing here imports gevent or deploys under it, and no finding is due. */
  readonly usesGevent: boolean;
  readonly modules: readonly ModuleView[];
  readonly programs: readonly ProgramView[];
  /** The deployment files, sorted by path. */
  readonly deployments: readonly DeploymentView[];
  /** What all dependency and lock files name, sorted by path. */
  readonly dependencies: readonly ProjectDependency[];
  moduleAt(path: FilePath): ModuleView | undefined;
  /** The programs that run this module's script; a test's program counts for tests alone. */
  programsOf(module: ModuleView): readonly ProgramView[];
  /**
   * What is known of the version of a distribution (`psycopg2-binary`, normalised or not) that this
   * module, or deployment file, goes with: the nearest dependency file upward counts; in one folder a lock file counts
   * more than a pin, that more than what is installed, that more than a range. Undefined where
   * nothing is known, or where files of one rank do not agree.
   */
  versionOf(distribution: string, near: { readonly path: FilePath }): KnownVersion | undefined;
  /** Every call of a patching function in this file, wherever it stands. */
  patchSites(module: ModuleView): readonly PatchSite[];
  /** The verdicts of all programs that run this module, for code of its script at `offset`. */
  patchedAt(module: ModuleView, offset: number): readonly PatchVerdict[];
  /** Why this scope's code runs in greenlets; undefined where that is not known. */
  greenletReach(scope: ScopeView): GreenletReach | undefined;
  /**
   * The path of what a call in a greenlet runs on an object that somebody passes, `execute` of a
   * connection that is a parameter; undefined where the call tells it by itself, or nobody does.
   */
  passedPath(call: CallView): string | undefined;
  /** Whether this scope's code (or all its callers) certainly runs in a native thread pool already. */
  inThreadPool(scope: ScopeView): boolean;
  /** What the configuration says of what a call does to other greenlets. */
  ownCall(call: CallView, verdict: OwnVerdict): OwnCall | undefined;
  /** The same of a callable that code of `module` hands on by its dotted path. */
  ownPath(path: string, module: ModuleView, verdict: OwnVerdict): OwnCall | undefined;
  /** Whether the configuration says that a file path, as `near` writes it, is on a network file system. */
  isOnNetwork(file: string, near: { readonly path: FilePath }): boolean;
  /** What an expression of this unit stands for. `before`: absolute offset at which it is read. */
  valueOf(expression: Expression, unit: UnitView, before?: number): Value;
  /** What `value.name` stands for: the method of an instance, the function of a module. */
  memberOf(value: Value, name: string): Value;
  /** What the workspace's own tools do to a patch in this file; undefined where nobody looked. */
  orderGuard(module: ModuleView): OrderGuard | undefined;
  /** The first-party modules that an import statement runs, in Python's order. */
  importTargets(event: EventView): readonly { readonly module: ModuleView; readonly span: Span }[];
  /** First-party calls of a scope, resolved. */
  callers(scope: ScopeView): readonly CallView[];
}
