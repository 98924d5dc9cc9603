import { shellCommands } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import {
  type Command,
  type DeploymentFile,
  emptyDeploymentFile,
  type Variable,
} from '../deployment-file.ts';
import { SourceText, SourceTextBuilder } from '../source-text.ts';
import { partsOf, shellVariables } from '../variables.ts';

/** Further variables are not kept: each command carries the list. */
const MANY = 1000;

/** A Makefile: each line of a recipe is read by a shell of its own, after make filled it in. */
export function readMakefile(text: string): DeploymentFile {
  const environment: Variable[] = [];
  const commands: Command[] = [];
  let target = '';
  for (const line of logicalLines(text)) {
    const written = text.slice(line.start, line.end);
    if (written.startsWith('\t')) {
      const source = filledIn(SourceText.piece(text, line.start, line.end));
      const prefix = /^[\s@+-]*/.exec(source.text)![0].length;
      const recipe = source.slice(prefix, source.text.length);
      commands.push(...shellCommands(recipe, { name: target, environment }));
      continue;
    }
    const set = /^ *(?:(?:export|override) +)*([\w.]+)\s*(?:[:?+]{0,3})=[ \t]*/.exec(written);
    if (set === null)
      target = /^([^\s:#=]+)[^:=]*:(?!=)/.exec(written.slice(0, 500))?.[1] ?? target;
    else if (environment.length < MANY) {
      const value = filledIn(SourceText.piece(text, line.start + set[0].length, line.end));
      const parts = partsOf(value.text.replace(/\s+#.*$/s, '').trimEnd(), shellVariables);
      environment.push({ name: set[1]!, value: parts, span: [line.start, line.end] });
    }
  }
  return {
    ...emptyDeploymentFile('makefile'),
    commands,
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
  };
}

/** Lines, joined where they end in a `\`; without the newline. */
function* logicalLines(text: string): Generator<{ start: number; end: number }> {
  for (let start = 0; start < text.length; ) {
    let end = start;
    do {
      const newline = text.indexOf('\n', end);
      end = newline < 0 ? text.length : newline + 1;
    } while (end < text.length && /\\\r?\n$/.test(text.slice(Math.max(start, end - 3), end)));
    const cut = /\r?\n?$/.exec(text.slice(Math.max(start, end - 2), end))![0].length;
    yield { start, end: end - cut };
    start = end;
  }
}

/** Make's `$(V)` as a shell writes it, and `$$` as the dollar sign that the shell gets. */
function filledIn(source: SourceText): SourceText {
  const builder = new SourceTextBuilder();
  const { text } = source;
  for (let index = 0; index < text.length; ) {
    const rest = text[index] === '$' ? text.slice(index, index + 200) : '';
    const variable = /^\$(?:\(([\w.]+)\)|\{([\w.]+)\})/.exec(rest);
    const call = /^\$\([^()]*\)/.exec(rest);
    if (variable !== null) {
      const name = variable[1] ?? variable[2]!;
      builder.add(`\${${name}}`, source, index, index + variable[0].length);
      index += variable[0].length;
    } else if (call !== null) {
      // A function of make (`$(shell …)`): not known.
      builder.add('$?', source, index, index + call[0].length);
      index += call[0].length;
    } else {
      const length = rest.startsWith('$$') ? 2 : 1;
      builder.add(text[index]!, source, index, index + length);
      index += length;
    }
  }
  return builder.build(source.span[0]);
}
