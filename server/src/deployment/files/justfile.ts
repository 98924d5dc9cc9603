import { shellCommands } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import {
  type Command,
  type DeploymentFile,
  emptyDeploymentFile,
  type Variable,
  type WordPart,
} from '../deployment-file.ts';
import { SourceText, SourceTextBuilder } from '../source-text.ts';

/** Further variables are not kept: each command carries the list. */
const MANY = 1000;

/** Marks the variables of just itself: processes see those alone that are exported. */
const OWN = 'just_';

/** What a value that just computes stands for. */
const computed: readonly WordPart[] = [{ variable: '?' }];

interface Recipe {
  readonly name: string;
  readonly parameters: readonly Variable[];
  readonly lines: { readonly start: number; readonly end: number }[];
}

/**
 * A justfile: each line of a recipe is read by a shell of its own once just has filled in its
 * `{{…}}`; a recipe that begins with `#!/bin/sh` is one script. Those of other languages start
 * nothing that could be told.
 */
export function readJustfile(text: string): DeploymentFile {
  const variables: Variable[] = [];
  const recipes: Recipe[] = [];
  let recipe: Recipe | undefined;
  for (const line of text.matchAll(/[^\n]+/g)) {
    const written = line[0].replace(/\r$/, '');
    const start = line.index;
    if (/^[ \t]/.test(written)) {
      recipe?.lines.push({ start, end: start + written.length });
      continue;
    }
    const set = /^(export +)?([A-Za-z_][\w-]*) *:=[ \t]*(.*)$/.exec(written);
    const header = /^@?([A-Za-z_][\w-]*)((?:\s[^:]*)?):(?!=)/.exec(written.slice(0, 500));
    if (/^(?:#|\[)/.test(written)) continue;
    if (set === null && header === null) recipe = undefined;
    else if (set !== null) {
      const [, exported, name, expression] = set;
      if (variables.length >= MANY) continue;
      const value = literal(expression!.trim());
      const span = [start, start + written.length] as const;
      variables.push({ name: `${OWN}${name}`, value, span });
      if (exported !== undefined) variables.push({ name: name!, value, span });
    } else if (header !== null) {
      recipe = { name: header[1]!, parameters: parametersOf(header[2]!, start), lines: [] };
      recipes.push(recipe);
    }
  }
  return {
    ...emptyDeploymentFile('makefile'),
    commands: recipes.flatMap((one) => commandsOf(one, text, variables)),
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
  };
}

/** A text that stands for itself; anything else (`env('V')`, a name, backticks) is computed. */
function literal(value: string): readonly WordPart[] {
  const text = /^(?:"([^"\\]*)"|'([^']*)')(?:\s*#.*)?$/.exec(value);
  return text === null ? computed : [{ text: text[1] ?? text[2]! }];
}

/** `queue="default" *more`: whoever calls the recipe may give others. */
function parametersOf(written: string, start: number): readonly Variable[] {
  const names = written.matchAll(/[$+*]?([A-Za-z_][\w-]*)(?:=(?:"[^"]*"|'[^']*'|\S+))?/g);
  return [...names].map(([, name]) => ({
    name: `${OWN}${name}`,
    value: computed,
    span: [start, start],
  }));
}

function commandsOf(
  { name, parameters, lines }: Recipe,
  text: string,
  variables: readonly Variable[],
): Command[] {
  const environment = [...variables, ...parameters];
  const [first] = lines;
  if (first === undefined) return [];
  const shebang = /^\s*#!(.*)/.exec(text.slice(first.start, first.end))?.[1];
  if (shebang !== undefined) {
    if (!/(?:^|[/\s])(?:ba|da|z|k)?sh(?:\s|$)/.test(shebang)) return [];
    const body = SourceText.piece(text, first.end, lines.at(-1)!.end);
    return shellCommands(filledIn(body), { name, environment });
  }
  return joined(lines, text).flatMap((line) => {
    const source = filledIn(line);
    const prefix = /^[\s@-]*/.exec(source.text)![0].length;
    return shellCommands(source.slice(prefix, source.text.length), { name, environment });
  });
}

/** The lines of a recipe; one that ends in a `\` goes on in the next. */
function joined(lines: Recipe['lines'], text: string): readonly SourceText[] {
  const whole: SourceText[] = [];
  let start: number | undefined;
  for (const line of lines) {
    start ??= line.start;
    if (text[line.end - 1] === '\\') continue;
    whole.push(SourceText.piece(text, start, line.end));
    start = undefined;
  }
  return whole;
}

/** Just's `{{name}}` as a shell writes it; other expressions are not known. */
function filledIn(source: SourceText): SourceText {
  const builder = new SourceTextBuilder();
  let index = 0;
  for (const found of source.text.matchAll(/\{\{(?:\s*([A-Za-z_]\w*)\s*|[^\n]{0,500}?)\}\}/g)) {
    const end = found.index + found[0].length;
    builder.add(source.text.slice(index, found.index), source, index, found.index);
    builder.add(found[1] === undefined ? '$?' : `\${${OWN}${found[1]}}`, source, found.index, end);
    index = end;
  }
  builder.add(source.text.slice(index), source, index, source.text.length);
  return builder.build(source.span[0]);
}
