import type { LaunchOption } from '../deployment/launch.ts';
import { removeWord } from './command-words.ts';
import type { TextEdit } from './edit.ts';

/**
 * Takes an option without a value out of a command, or out of the variable that holds it
 * (`GUNICORN_CMD_ARGS="-k gevent --preload"`). Undefined where it is not found there.
 *
 * @param pattern what the option may look like
 */
export function removeLaunchOption(
  text: string,
  { span }: Pick<LaunchOption, 'span'>,
  pattern: RegExp,
): TextEdit[] | undefined {
  const written = text.slice(span[0], span[1]);
  const found = pattern.exec(written);
  if (found === null) return undefined;
  const bare = written.replace(/^(["'])(.*)\1$/s, '$2');
  if (bare === found[0]) return removeWord(text, span);
  const at = span[0] + found.index;
  return removeWord(text, [at, at + found[0].length]);
}
