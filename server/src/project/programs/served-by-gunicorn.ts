import { fileName } from '../../facts/file-path.ts';
import type { GunicornApplication } from './gunicorn-applications.ts';
import { allPatchParts } from './patched-parts.ts';
import type { ProgramStart, StartPhase } from './program-start.ts';

/**
 * The start of a script as it goes on where its code runs gunicorn by itself: the worker patches
 * after the fork, when the script has long been run, and loads the application before (with
 * `preload_app`) or behind that.
 */
export function servedByGunicorn(
  start: ProgramStart,
  applications: readonly GunicornApplication[],
): ProgramStart {
  const isOwnCommand = start.launch !== undefined && start.launch.launcher !== 'python';
  const application = applications.find(({ module }) => module === start.entry);
  if (application === undefined || isOwnCommand || start.entry.isTest) return start;
  const { launch, load, loaded, patch, preloads, module, span } = application;
  const message = `\`${fileName(module.path)}\` runs ${patch.by} here`;
  const { path, by, certain } = patch;
  const place = { path, span: patch.span, message: `${by} patches (\`${launch.label}\`)` };
  const patching: StartPhase = {
    kind: 'patch',
    patch: { by, place, parts: allPatchParts() },
    certain,
  };
  const loading: readonly StartPhase[] = [
    ...(load === undefined ? [] : [{ kind: 'call', scope: load } as const]),
    ...loaded.map((one) => ({ kind: 'module', module: one }) as const),
  ];
  return {
    ...start,
    phases: [
      ...start.phases,
      ...(preloads === true ? [...loading, patching] : [patching, ...loading]),
    ],
    launch:
      start.launch === undefined
        ? launch
        : {
            ...start.launch,
            launcher: launch.launcher,
            greenlets: launch.greenlets,
            phases: [...start.launch.phases, ...launch.phases],
            options: { ...start.launch.options, ...launch.options },
          },
    learnt: [...start.learnt, { path: module.path, span, message }],
    greenlets: 'yes',
    certain: true,
  };
}
