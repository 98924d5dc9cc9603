import type { DeploymentFormat } from '../deployment/deployment-file.ts';
import type { Span } from '../syntax/span.ts';
import { replaceWord } from './command-words.ts';
import type { TextEdit } from './edit.ts';

/** Where a shell reads the command, so that `NAME=value` may stand before it. */
const readByShell: ReadonlySet<DeploymentFormat> = new Set(['procfile', 'shell', 'makefile', 'ci']);

/**
 * Sets a variable for one command: `NAME=value` before its word at `span` where a shell reads it,
 * else `env NAME=value`, which every image has.
 */
export function setVariable(
  text: string,
  span: Span,
  format: DeploymentFormat,
  assignment: string,
): TextEdit[] {
  const word = text.slice(span[0], span[1]).replace(/^(["'])(.*)\1$/s, '$2');
  const before = readByShell.has(format)
    ? [assignment]
    : [format === 'systemd' ? '/usr/bin/env' : 'env', assignment];
  return replaceWord(text, span, [...before, word]);
}
