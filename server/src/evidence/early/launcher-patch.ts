import type { Place, ProgramView } from '../../project/model.ts';

/** The patch of a worker or launcher, which calls `patch_all()` itself. */
export interface LauncherPatch {
  /** `gunicorn's gevent worker`. */
  readonly by: string;
  readonly place: Place;
  /** Undefined: everything that `patch_all()` patches. */
  readonly parts: readonly string[] | undefined;
  /** Whether it comes before all patches of the program's own. */
  readonly first: boolean;
}

/** How the launcher of a program certainly patches; undefined where it does not, or may not. */
export function launcherPatch({ launch, outsidePatch }: ProgramView): LauncherPatch | undefined {
  for (const phase of launch?.phases ?? []) {
    if (phase.kind !== 'patch' || !phase.certain) continue;
    const { path, span, by, parts } = phase;
    const place = { path, span, message: `${by} patches here` };
    return { by, place, parts, first: outsidePatch !== undefined };
  }
  return undefined;
}
