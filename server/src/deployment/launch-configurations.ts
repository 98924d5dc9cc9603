import type { FilePath } from '../facts/file-path.ts';
import type { Command, DeploymentFile, Setting } from './deployment-file.ts';
import type { Launch, LaunchOption } from './launch.ts';

/**
 * A launch of a launch.json runs under debugpy: says so, and whether the configuration says
 * `"gevent": true`. Other launches stay as they are.
 */
export function debugged(
  launch: Launch,
  path: FilePath,
  { format, settings }: DeploymentFile,
  { words }: Command,
): Launch {
  if (format !== 'launch-json') return launch;
  const within = ({ key, span }: Setting): boolean =>
    (key === 'program' || key === 'module') &&
    words.some((word) => span[0] <= word.span[0] && word.span[1] <= span[1]);
  const section = settings.find(within)?.section;
  if (section === undefined) return launch;
  const option = (key: string): LaunchOption | undefined => {
    const found = settings.findLast((one) => one.section === section && one.key === key);
    return found && { value: found.value, path, span: found.span, from: key };
  };
  const type = option('type');
  const support = option('gevent') ?? option('env.GEVENT_SUPPORT');
  return {
    ...launch,
    options: {
      ...(type !== undefined && { agent: { ...type, value: 'debugpy' } }),
      ...(support !== undefined && { 'gevent-support': support }),
      ...launch.options,
    },
  };
}
