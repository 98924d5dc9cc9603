import type { Launch } from '../../deployment/launch.ts';
import type { ModuleView, OutsidePatch, Place, ScopeView } from '../model.ts';

/** How a program starts: what is loaded and patched, in order, before it serves or works. */
export interface ProgramStart {
  /** The script, or the module that the launcher loads; what people call the program by. */
  readonly entry: ModuleView;
  /** The module that runs as `__main__`; undefined where that is code outside the workspace. */
  readonly main: ModuleView | undefined;
  readonly phases: readonly StartPhase[];
  /** How a deployment file starts it, where one does. */
  readonly launch: Launch | undefined;
  /** Where one learns that there is this program. */
  readonly learnt: readonly Place[];
  /** Whether whoever starts it runs its handlers or tasks in greenlets. */
  readonly greenlets: 'yes' | 'no' | 'unknown';
  /** Whether it certainly is a program, and not a module that nobody happens to import. */
  readonly certain: boolean;
}

/** A step of a start. */
export type StartPhase =
  /** Runs the module's script unless it has run. */
  | { readonly kind: 'module'; readonly module: ModuleView }
  /** Calls a function of a module that has run; `isJob`: the process is there for it. */
  | { readonly kind: 'call'; readonly scope: ScopeView; readonly isJob?: boolean }
  | { readonly kind: 'patch'; readonly patch: OutsidePatch; readonly certain: boolean };

/** Names what a start does, so that equal ones are one program. */
export function startKey({ main, phases, greenlets, launch }: ProgramStart): string {
  const { settings, 'settings-class': chosen } = launch?.options ?? {};
  const given = [settings?.value ?? '', chosen?.value ?? ''];
  return [main?.path ?? '', greenlets, ...given, ...phases.map(phaseKey)].join('\n');
}

function phaseKey(phase: StartPhase): string {
  switch (phase.kind) {
    case 'module':
      return phase.module.path;
    case 'call':
      return `${phase.scope.module.path} ${phase.scope.qualifiedName}`;
    case 'patch':
      return `${phase.patch.by} ${phase.certain} ${[...phase.patch.parts].join()}`;
  }
}
