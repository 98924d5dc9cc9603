import type { Launch, LaunchPlace, Phase, Target } from '../../deployment/launch.ts';
import { fileName, folderOf } from '../../facts/file-path.ts';
import { workerClass } from '../../knowledge/worker-classes.ts';
import type { ModuleView, Place, ScopeView } from '../model.ts';
import { settingsClassNamedIn } from '../names/django-set-up.ts';
import { installedAppNames, installedModules, readyMethods } from '../names/installed-apps.ts';
import { celerySetUp } from './celery-modules.ts';
import type { LaunchFolders } from './launch-context.ts';
import { allPatchParts } from './patched-parts.ts';
import type { ProgramStart, StartPhase } from './program-start.ts';
import { collectedBelow } from './test-collection.ts';

/**
 * The program that a launch starts; undefined where the code that it is about is not found in
 * the workspace.
 */
export function launchedProgram(launch: Launch, folders: LaunchFolders): ProgramStart | undefined {
  const phases: StartPhase[] = siteModules(launch, folders).map((module) => ({
    kind: 'module',
    module,
  }));
  let main: ModuleView | undefined;
  let entry: ModuleView | undefined;
  let command: readonly ModuleView[] | undefined;
  for (const phase of launch.phases) {
    if (phase.kind === 'patch') {
      phases.push(patchPhase(phase, launch));
      continue;
    }
    const modules = modulesOf(phase.target, phase.kind === 'run', folders);
    const module = modules.at(-1);
    if (module === undefined) continue;
    if (phase.kind === 'call') {
      const scope = functionOf(module, phase.name);
      if (scope !== undefined) phases.push({ kind: 'call', scope });
      continue;
    }
    for (const one of modules) phases.push({ kind: 'module', module: one });
    if (isDjangoSettings(phase, launch)) {
      const find = (name: string) => folders.modulesNamed(name);
      const chosen =
        launch.options['settings-class']?.value ?? (main && settingsClassNamedIn(main));
      const installed = installedModules(module, find, chosen);
      for (const one of installed) phases.push({ kind: 'module', module: one });
      for (const scope of readyMethods(installed)) phases.push({ kind: 'call', scope });
      command = commandOf(launch, installedAppNames(module, find, chosen), folders);
    }
    entry = module;
    if (phase.kind === 'run') main = module;
  }
  if (entry === undefined) return undefined;
  if (command !== undefined) {
    for (const module of command) phases.push({ kind: 'module', module });
    const scope = handleOf(command.at(-1)!);
    if (scope !== undefined) phases.push({ kind: 'call', scope, isJob: true });
    entry = main ?? entry;
  }
  if (launch.launcher === 'pytest' && fileName(entry.path) === 'conftest.py') {
    const collected = collectedBelow(folderOf(entry.path), folders.modules);
    for (const module of collected) phases.push({ kind: 'module', module });
  }
  let { greenlets } = launch;
  if (launch.launcher === 'celery') {
    const { modules, pool } = celerySetUp(entry, attributeOf(launch), folders);
    for (const module of modules) phases.push({ kind: 'module', module });
    // What the command line and the environment leave open.
    const works = launch.options.command?.value === 'worker' && launch.options.pool === undefined;
    if (works && pool !== undefined && greenlets === 'no') {
      greenlets = workerClass('celery', pool)?.greenlets ?? 'unknown';
    }
  }
  return {
    entry,
    main,
    phases,
    launch,
    learnt: [placeOf(launch, `\`${fileName(launch.path)}\` starts \`${launch.label}\``)],
    greenlets,
    certain: true,
  };
}

/** What Python imports by itself, where PYTHONPATH leads to it: the first of each name. */
function siteModules(launch: Launch, folders: LaunchFolders): readonly ModuleView[] {
  const searched = launch.options['python-path']?.value?.split(':') ?? [];
  return ['sitecustomize.py', 'usercustomize.py'].flatMap((name) => {
    for (const folder of searched) {
      const module = folders.moduleOf(`${folder.replace(/\/+$/, '') || '.'}/${name}`);
      if (module !== undefined) return [module];
    }
    return [];
  });
}

/** Every command of Django's loads the installed apps behind the settings. */
function isDjangoSettings({ target }: Phase & { kind: 'run' | 'import' }, launch: Launch): boolean {
  if (launch.launcher !== 'django' || target.kind !== 'module') return false;
  return target.module === launch.options.settings?.value;
}

/** The name of the application in the module that is loaded last. */
function attributeOf({ phases }: Launch): string | undefined {
  const last = phases.findLast((phase) => phase.kind === 'import');
  return last?.target.attribute;
}

/**
 * The modules of a command that an installed app brings, which runs once all apps are loaded; the
 * first app that has it counts (django 5.2.19, `get_commands`).
 */
function commandOf(
  launch: Launch,
  apps: readonly string[],
  folders: LaunchFolders,
): readonly ModuleView[] | undefined {
  const command = launch.options.command?.value;
  if (command === undefined || !/^\w+$/.test(command)) return undefined;
  for (const app of apps) {
    const modules = folders.modulesNamed(`${app}.management.commands.${command}`);
    if (modules !== undefined) return modules;
  }
  return undefined;
}

/** What the command runs. */
function handleOf(module: ModuleView): ScopeView | undefined {
  return module.script.children
    .find(({ kind, name }) => kind === 'class' && name === 'Command')
    ?.children.find(({ kind, name }) => kind === 'function' && name === 'handle');
}

function patchPhase(phase: Phase & { kind: 'patch' }, launch: Launch): StartPhase {
  const parts = phase.parts === undefined ? allPatchParts() : new Set(phase.parts);
  const place = placeOf(phase, `${phase.by} patches (\`${launch.label}\`)`);
  return { kind: 'patch', patch: { by: phase.by, place, parts }, certain: phase.certain };
}

/** What loading the target runs, packages first. */
function modulesOf(target: Target, asMain: boolean, folders: LaunchFolders): readonly ModuleView[] {
  if (target.kind === 'file') {
    const module = folders.moduleOf(target.file);
    return module === undefined ? [] : [module];
  }
  const modules = folders.modulesNamed(target.module) ?? [];
  const last = modules.at(-1);
  // `python -m package` runs its `__main__` after its `__init__`.
  if (!asMain || last === undefined || !last.isPackage) return modules;
  return folders.modulesNamed(`${target.module}.__main__`) ?? modules;
}

function functionOf(module: ModuleView, name: string): ScopeView | undefined {
  return module.script.children.find((scope) => scope.kind === 'function' && scope.name === name);
}

function placeOf({ path, span }: LaunchPlace, message: string): Place {
  return { path, span, message };
}
