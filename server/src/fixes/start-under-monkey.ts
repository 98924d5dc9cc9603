import type { Command } from '../deployment/deployment-file.ts';
import { insertBehind, replaceWord } from './command-words.ts';
import type { TextEdit } from './edit.ts';

const CONSUMER = /(?:^|\/)huey_consumer(?:\.py)?$/;
const PYTHON = /(?:^|\/)python[\d.]*$/;

/**
 * Lets `python -m gevent.monkey` start what a command starts, which then runs patched: huey's
 * consumer, `python SCRIPT`, `python -m MODULE`. Undefined where the command has another form.
 */
export function startUnderMonkey(text: string, { words }: Command): TextEdit[] | undefined {
  const written = words.map(({ parts: [part, ...rest] }) =>
    part !== undefined && 'text' in part && rest.length === 0 ? part.text : '',
  );
  const consumer = written.findIndex((word) => CONSUMER.test(word));
  const python = written.findIndex((word) => PYTHON.test(word));
  if (python < 0) {
    const word = words[consumer];
    const monkey = ['python', '-m', 'gevent.monkey', '--module', 'huey.bin.huey_consumer'];
    return word && replaceWord(text, word.span, monkey);
  }
  const word = words[python];
  const next = words[python + 1];
  if (word === undefined || next === undefined) return undefined;
  // gevent.monkey does not understand `-m`.
  if (written[python + 1] === '-m') {
    return [...insertBehind(text, next.span, ['gevent.monkey', '--module'])];
  }
  return /^-/.test(written[python + 1] ?? '-')
    ? undefined
    : insertBehind(text, word.span, ['-m', 'gevent.monkey']);
}
