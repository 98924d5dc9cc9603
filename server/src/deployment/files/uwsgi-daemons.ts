import { inside, shellCommands } from '../commands.ts';
import type { Command, Variable } from '../deployment-file.ts';
import type { SourceText } from '../source-text.ts';

/** A key of uWSGI's with its value as it is written. */
export interface UwsgiEntry {
  readonly key: string;
  readonly value: SourceText | undefined;
}

/**
 * Where the command stands in the value of an option that starts a process beside the workers
 * (uWSGI 2.0.31, core/daemons.c read): all of it, behind a pid file, or behind `cmd=`.
 */
const DAEMONS: ReadonlyMap<string, RegExp> = new Map([
  ['attach-daemon', /^()(.+)$/s],
  ['attach-control-daemon', /^()(.+)$/s],
  ['smart-attach-daemon', /^(\S+\s+)(.+)$/s],
  ['smart-daemon', /^(\S+\s+)(.+)$/s],
  ['attach-daemon2', /^((?:[^,]*,)*?cmd=)([^,]+)/s],
]);

/** The commands of `attach-daemon` and its kin, which /bin/sh -c runs in uWSGI's folder. */
export function daemonCommands(entries: readonly UwsgiEntry[]): Command[] {
  const environment = entries.flatMap(({ key, value }): Variable[] => {
    const [, name, text] = /^(\w+)=(.*)$/s.exec(value?.text ?? '') ?? [];
    if (key !== 'env' || value === undefined || name === undefined) return [];
    return [{ name, value: [{ text: text! }], span: value.span }];
  });
  const folder = entries.findLast(({ key }) => key === 'chdir')?.value?.text;
  return entries.flatMap(({ key, value }) => {
    const [, before, command] = DAEMONS.get(key)?.exec(value?.text ?? '') ?? [];
    // What a placeholder holds is not put into the words of a shell here.
    if (value === undefined || command === undefined || /[%@$]\(/.test(command)) return [];
    const script = value.slice(before!.length, before!.length + command.length);
    const known = folder === undefined || /[%@$]/.test(folder) ? undefined : folder;
    return shellCommands(script, {
      name: key,
      environment,
      folder: known && inside(undefined, known),
    });
  });
}
