import type { Event } from '../../facts/scope.ts';
import type { ProgramView, ProjectView } from '../../project/model.ts';
import { uncalledPatches } from '../early/uncalled-patches.ts';
import { unreachedPatch } from '../early/unreached-patch.ts';
import { type UnpatchedWait, unpatchedWaits } from './unpatched-waits.ts';

/** A program that nobody patches, and what waits in its greenlets. */
export interface UnpatchedProgram {
  readonly program: ProgramView;
  /** At least one; those that are seen to run come first. */
  readonly waits: readonly [UnpatchedWait, ...UnpatchedWait[]];
  /** Whether it is known how the program is started, and that it runs the spawn. */
  readonly certain: boolean;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * What is to be said of a program without a patch: undefined where it is a test or may be
 * patched in a way that is not seen, where a launcher provides the greenlets, where a
 * deployment file starts it patched, or where another finding names the cause: a patch that
 * never runs or is not called. Of a module that nobody is seen to start, nothing is said where
 * another one patches.
 */
export function unpatchedProgram(
  program: ProgramView,
  project: ProjectView,
): UnpatchedProgram | undefined {
  const { entry, finalState, uncertain, launch } = program;
  if (entry.isTest || uncertain || launch?.greenlets === 'yes') return undefined;
  if (finalState !== 'never' && finalState !== 'unknown') return undefined;
  const elsewhere = project.programs.some(
    (other) => other.entry === entry && other.finalParts !== undefined,
  );
  if (elsewhere || hasIdlePatch(program, project)) return undefined;
  const known = finalState === 'never';
  if (!known && patchesElsewhere(program, project)) return undefined;
  const all = [...unpatchedWaits(program, project, nothing)];
  const sure = all.filter(({ certain }) => certain);
  // Of a module that nobody is seen to start, only what its import does is known.
  const [first, ...rest] = known ? [...sure, ...all.filter(({ certain }) => !certain)] : sure;
  if (first === undefined || isOptional(first, project)) return undefined;
  return { program, waits: [first, ...rest], certain: known && first.certain };
}

/**
 * Whether another module of the workspace patches: whatever that starts may load this one in a
 * way that is not followed (plugins, `sys.path`).
 */
function patchesElsewhere({ order }: ProgramView, project: ProjectView): boolean {
  return project.modules.some(
    (module) => !module.isTest && !order.includes(module) && project.patchSites(module).length > 0,
  );
}

/** Whether the module of the spawn can do without gevent: `try: import gevent`. */
export function isOptional({ chain: [spawn] }: UnpatchedWait, project: ProjectView): boolean {
  const module = spawn && project.moduleAt(spawn.path);
  return (
    module?.scopes.some((scope) =>
      scope.events.some(({ event, block }) => importsGevent(event) && block?.block.kind === 'try'),
    ) ?? false
  );
}

function importsGevent(event: Event): boolean {
  if (event.kind === 'import') return event.names.some(({ module }) => isGevent(module));
  return event.kind === 'from-import' && event.level === 0 && isGevent(event.module);
}

function isGevent(module: string): boolean {
  return module === 'gevent' || module.startsWith('gevent.');
}

/** A patch that is written down, but does nothing in this program. */
function hasIdlePatch(program: ProgramView, project: ProjectView): boolean {
  return program.order.some(
    (module) =>
      uncalledPatches(module, project).length > 0 ||
      project
        .patchSites(module)
        .some((site) => unreachedPatch(site, module, project)?.program === program),
  );
}
