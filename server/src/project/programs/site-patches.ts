import type { DeploymentFile } from '../../deployment/deployment-file.ts';
import { codePhases } from '../../deployment/launchers/python-code.ts';
import { type FilePath, fileName } from '../../facts/file-path.ts';
import type { ModuleView, OutsidePatch, PatchSite } from '../model.ts';
import { allPatchParts } from './patched-parts.ts';
import type { ProgramStart, StartPhase } from './program-start.ts';

/** Names that Python imports by itself before any program, from wherever its path leads. */
const SITE_MODULES = new Set(['sitecustomize.py', 'usercustomize.py']);

/** Whether Python imports this module by itself, where it is on the path. */
export function isSiteModule({ path }: ModuleView): boolean {
  return SITE_MODULES.has(fileName(path));
}

/**
 * What patches before any program of the environment, if it is installed there: a sitecustomize
 * or a `.pth` file of the workspace. Nobody says for which programs that is so.
 */
export function sitePatches(
  modules: readonly ModuleView[],
  files: ReadonlyMap<FilePath, DeploymentFile>,
  sitesOf: (module: ModuleView) => readonly PatchSite[],
): readonly OutsidePatch[] {
  const parts = allPatchParts();
  const ofModules = modules.filter(isSiteModule).flatMap((module): OutsidePatch[] => {
    const [site] = sitesOf(module);
    if (site === undefined) return [];
    const { path } = module;
    const message = `\`${fileName(path)}\` patches, where Python finds it`;
    return [{ by: fileName(path), place: { path, span: site.call.span, message }, parts }];
  });
  const ofFiles = [...files].flatMap(([path, { format, settings }]): OutsidePatch[] => {
    if (format !== 'path-configuration') return [];
    const line = settings.find(({ value }) => codePhases(value ?? '', { path, span: [0, 0] }));
    if (line === undefined) return [];
    const message = `\`${fileName(path)}\` patches, where it is installed`;
    return [{ by: fileName(path), place: { path, span: line.span, message }, parts }];
  });
  return [...ofModules, ...ofFiles];
}

/** A start behind what may have patched already, unless its own path leads to a site module. */
export function behindSitePatches(
  start: ProgramStart,
  patches: readonly OutsidePatch[],
): ProgramStart {
  const own = start.phases.some((phase) => phase.kind === 'module' && isSiteModule(phase.module));
  if (patches.length === 0 || own) return start;
  const before = patches.map((patch): StartPhase => ({ kind: 'patch', patch, certain: false }));
  return { ...start, phases: [...before, ...start.phases] };
}
