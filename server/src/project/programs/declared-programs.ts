import { joined } from '../../facts/file-path.ts';
import type { Declarations, Declared, DeclaredPatch } from '../declarations.ts';
import type { LinkingView } from '../linking-view.ts';
import type { ModuleView, Place } from '../model.ts';
import { scriptStart } from './entry-points.ts';
import { isScript } from './entry-traits.ts';
import { allPatchParts } from './patched-parts.ts';
import type { ProgramStart } from './program-start.ts';

/** The programs that the configuration names, by itself or to say who patches them. */
export function declaredPrograms(
  { entryPoints, patchedBy }: Declarations,
  project: LinkingView,
): readonly ProgramStart[] {
  return [...entryPoints, ...patchedBy].flatMap((declared) => {
    const start = startOf(declared, project);
    return start === undefined ? [] : [start];
  });
}

/** The starts as the configuration wants them: patched from outside, or left out. */
export function asDeclared(
  starts: readonly ProgramStart[],
  { patchedBy, notGevent }: Declarations,
): readonly ProgramStart[] {
  return starts
    .filter((start) => !notGevent.some((glob) => namesOf(start).some((name) => glob.matches(name))))
    .map((start) => {
      const declared = patchedBy.find((one) => isMeant(one, start));
      return declared === undefined ? start : patchedFirst(start, declared);
    });
}

function startOf(declared: Declared, project: LinkingView): ProgramStart | undefined {
  const { entry, folder } = declared;
  const [name = '', attribute] = entry.split(':');
  const file = isFile(name) ? joined(folder, name) : undefined;
  const script = file === undefined ? undefined : project.moduleAt(file);
  const learnt = placesOf(declared, `the configuration names \`${entry}\` as a program`);
  if (script !== undefined) {
    const start = scriptStart(script, project);
    return { ...start, learnt: [...learnt, ...start.learnt], certain: true };
  }
  const modules = isFile(name) ? undefined : project.modulesNamed(name, folder);
  const module = modules?.at(-1);
  if (modules === undefined || module === undefined) return undefined;
  const run = attribute === undefined ? runAsMain(name, modules, declared, project) : undefined;
  return {
    entry: run?.at(-1) ?? module,
    main: run?.at(-1),
    phases: (run ?? modules).map((one) => ({ kind: 'module', module: one })),
    launch: undefined,
    learnt,
    greenlets: 'unknown',
    certain: true,
  };
}

/**
 * The modules that `python -m NAME` runs, where the module or its `__main__` says itself that it
 * is run: then `manage` means `manage.py`, and no module that a server imports.
 */
function runAsMain(
  name: string,
  modules: readonly ModuleView[],
  { folder }: Declared,
  project: LinkingView,
): readonly ModuleView[] | undefined {
  const module = modules.at(-1);
  if (module === undefined) return undefined;
  if (module.isPackage) return project.modulesNamed(`${name}.__main__`, folder);
  return isScript(module) ? modules : undefined;
}

function patchedFirst(start: ProgramStart, declared: DeclaredPatch): ProgramStart {
  const { by } = declared;
  const [said] = placesOf(declared, `the configuration says that ${by} patches this program`);
  const place: Place = said ?? {
    path: start.entry.path,
    span: [0, 0],
    message: `the settings say that ${by} patches this program`,
  };
  const patch = { by, place, parts: allPatchParts() };
  return { ...start, phases: [{ kind: 'patch', patch, certain: true }, ...start.phases] };
}

function isMeant({ entry, folder }: Declared, start: ProgramStart): boolean {
  const [name = ''] = entry.split(':');
  if (isFile(name)) return joined(folder, name) === start.entry.path;
  return namesOf(start).includes(entry);
}

/** What a program may be called: its file, its module, its module with the application. */
function namesOf({ entry, launch }: ProgramStart): readonly string[] {
  const names = [entry.path];
  if (entry.name !== undefined) names.push(entry.name);
  for (const phase of launch?.phases ?? []) {
    if (phase.kind !== 'import' || phase.target.kind !== 'module') continue;
    const { module, attribute } = phase.target;
    if (attribute !== undefined && isNameOf(entry, module)) names.push(`${module}:${attribute}`);
  }
  return names;
}

function isNameOf({ name }: ModuleView, dotted: string): boolean {
  return name === dotted || name?.endsWith(`.${dotted}`) === true;
}

function isFile(name: string): boolean {
  return name.includes('/') || /\.pyw?$/.test(name);
}

function placesOf({ place }: Declared, message: string): readonly Place[] {
  return place === undefined ? [] : [{ ...place, message }];
}
