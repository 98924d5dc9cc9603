import type { LaunchOption } from '../deployment/launch.ts';
import type { Fix } from './edit.ts';
import { removeAssignment } from './remove-assignment.ts';
import { removeLaunchOption } from './remove-launch-option.ts';
import type { FixSource } from './source.ts';

/** How gunicorn's preloading is written: `preload_app` in a config file, `--preload` elsewhere. */
export function preloadSetting(inPython: boolean): string {
  return inPython ? 'preload_app' : '--preload';
}

/** Takes gunicorn's preloading out, in a config file or on a command line; none where that cannot be done. */
export function removePreload(
  { path, span }: Pick<LaunchOption, 'path' | 'span'>,
  source: FixSource,
): readonly Fix[] {
  const file = source.file(path);
  const text = source.deploymentText(path);
  const edits =
    file !== undefined
      ? removeAssignment(file, span)
      : text !== undefined
        ? removeLaunchOption(text, { span }, /--pre[a-z]*/)
        : undefined;
  if (edits === undefined) return [];
  const setting = preloadSetting(file !== undefined);
  const title = `Remove ${setting} (each worker then imports the application)`;
  return [{ title, preferred: true, safe: false, files: [{ path, edits }] }];
}
