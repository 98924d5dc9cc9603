import type { ConsoleScript } from '../../deployment/deployment-file.ts';
import { type FilePath, fileName } from '../../facts/file-path.ts';
import type { LaunchFolders } from './launch-context.ts';
import type { ProgramStart, StartPhase } from './program-start.ts';

/** The program that a console script (`shop = "shop.cli:main"`) starts. */
export function consoleScriptProgram(
  script: ConsoleScript,
  path: FilePath,
  folders: LaunchFolders,
): ProgramStart | undefined {
  const modules = folders.modulesNamed(script.module);
  const entry = modules?.at(-1);
  if (modules === undefined || entry === undefined) return undefined;
  const phases: StartPhase[] = modules.map((module) => ({ kind: 'module', module }));
  const scope = entry.script.children.find(
    (child) => child.kind === 'function' && child.name === script.attribute,
  );
  if (scope !== undefined) phases.push({ kind: 'call', scope });
  const message = `\`${fileName(path)}\` makes a command \`${script.name}\` of it`;
  return {
    entry,
    main: undefined,
    phases,
    launch: undefined,
    learnt: [{ path, span: script.span, message }],
    greenlets: 'no',
    certain: true,
  };
}
