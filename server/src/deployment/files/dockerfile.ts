import { DockerfileParser } from 'dockerfile-ast';
import { type Node as JsonNode, parseTree } from 'jsonc-parser';
import { assignment, commandsOfWords, inside, shellCommands, wordText } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import {
  type Command,
  type DeploymentFile,
  emptyDeploymentFile,
  type Variable,
  type WordPart,
} from '../deployment-file.ts';
import { lineStarts } from '../line-starts.ts';
import { type ScannedWord, splitWords, type WordStyle, wholeWord } from '../shell-words.ts';
import { aligned, SourceText, SourceTextBuilder } from '../source-text.ts';
import { noVariables, shellVariables } from '../variables.ts';

/** Longer files are not written by hand; the parser takes seconds for them. */
const LONGEST = 200_000;

const words: WordStyle = {
  variables: shellVariables,
  variablesInSingleQuotes: false,
  shell: false,
};

/** A `CMD` or `ENTRYPOINT`: the words of its exec form, or the text of its shell form. */
interface Instruction {
  readonly keyword: string;
  readonly exec: readonly ScannedWord[] | undefined;
  readonly shell: SourceText;
}

/** What is known of an image at a point of its stage. */
interface Stage {
  readonly environment: Variable[];
  folder: string | undefined;
  entrypoint: Instruction | undefined;
  command: Instruction | undefined;
  /** The command comes from the stage that this one builds upon. */
  inherited: boolean;
  /** This stage says itself what it starts. */
  starts: boolean;
}

/**
 * A Dockerfile. Each stage can be built by itself, so each one that names a process gives it:
 * its last `ENTRYPOINT` and `CMD`, put together as Docker does. Process limits are no part of it.
 */
export function readDockerfile(text: string): DeploymentFile {
  if (text.length > LONGEST) {
    const message = 'This Dockerfile is too long to be read.';
    return { ...emptyDeploymentFile('dockerfile'), problem: { message, span: [0, 0] } };
  }
  const starts = lineStarts(text);
  const named = new Map<string, Stage>();
  const defaults = new Map<string, string>();
  const commands: Command[] = [];
  let stage = newStage();
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const range = instruction.getArgumentsRange();
    if (range === null) continue;
    const from = (starts[range.start.line] ?? 0) + range.start.character;
    const to = (starts[range.end.line] ?? 0) + range.end.character;
    const keyword = instruction.getKeyword();
    const args = joined(text, from, to);
    if (keyword === 'FROM') {
      commands.push(...commandsOf(stage));
      const from = /(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(args.text);
      stage = newStage(named.get(from?.[1]?.toLowerCase() ?? ''));
      const name = from?.[2]?.toLowerCase();
      if (name !== undefined) named.set(name, stage);
    } else readInstruction(stage, keyword, args, defaults);
  }
  commands.push(...commandsOf(stage));
  return {
    ...emptyDeploymentFile('dockerfile'),
    commands,
    directives: commentDirectives(text, { marks: ['#'], behindText: false }),
  };
}

function newStage(base?: Stage): Stage {
  return base === undefined
    ? {
        environment: [],
        folder: undefined,
        entrypoint: undefined,
        command: undefined,
        inherited: false,
        starts: false,
      }
    : { ...base, environment: [...base.environment], inherited: true, starts: false };
}

function readInstruction(
  stage: Stage,
  keyword: string,
  args: SourceText,
  defaults: Map<string, string>,
): void {
  if (keyword === 'ENV') {
    for (const variable of environmentOf(args)) {
      const value = variable.value.map((part) => withDefault(part, defaults));
      stage.environment.push({ ...variable, value });
    }
  } else if (keyword === 'ARG') {
    for (const { name, value } of environmentOf(args)) {
      const [part, ...more] = value;
      if (more.length === 0 && part !== undefined && 'text' in part) defaults.set(name, part.text);
    }
  } else if (keyword === 'WORKDIR') {
    const path = splitWords(args, words).map(({ word }) => wordText(word));
    stage.folder = inside(stage.folder, path.join(' '));
  } else if (keyword === 'CMD') {
    stage.command = instructionOf(keyword, args);
    stage.inherited = false;
    stage.starts = true;
  } else if (keyword === 'ENTRYPOINT') {
    stage.entrypoint = instructionOf(keyword, args);
    if (stage.inherited) stage.command = undefined;
    stage.starts = true;
  }
}

/** What an `ARG` stands for when nobody gives another value. */
function withDefault(part: WordPart, defaults: ReadonlyMap<string, string>): WordPart {
  if ('text' in part || part.whenUnset !== undefined) return part;
  const whenUnset = defaults.get(part.variable);
  return whenUnset === undefined ? part : { ...part, whenUnset };
}

/** `K=v L="w x"`, or the old form `K v w`. */
function environmentOf(args: SourceText): Variable[] {
  const scanned = splitWords(args, words);
  const first = scanned[0];
  if (first === undefined) return [];
  if (first.assigns === undefined) {
    const name = wordText(first.word);
    const rest = scanned.slice(1);
    const value = rest.flatMap(({ word }, index): readonly WordPart[] =>
      index === 0 ? word.parts : [{ text: ' ' }, ...word.parts],
    );
    return rest.length === 0 ? [] : [{ name, value, span: args.span }];
  }
  return scanned.flatMap(({ assigns, word }) =>
    assigns === undefined ? [] : [assignment(assigns, word)],
  );
}

function instructionOf(keyword: string, args: SourceText): Instruction {
  return { keyword, exec: execForm(args), shell: args };
}

/** The words of `["a", "b"]`; undefined: the text is for a shell. */
function execForm(args: SourceText): readonly ScannedWord[] | undefined {
  const source = args.trim();
  if (!source.text.startsWith('[') || !source.text.endsWith(']')) return undefined;
  try {
    JSON.parse(source.text);
  } catch {
    return undefined;
  }
  const items = parseTree(source.text)?.children ?? [];
  if (!items.every(({ type }) => type === 'string')) return undefined;
  return items.map((item: JsonNode) => {
    const inner = source.slice(item.offset + 1, item.offset + item.length - 1);
    return wholeWord(aligned(inner, item.value, true), noVariables);
  });
}

/** What the stage starts, as Docker puts the two instructions together. */
function commandsOf({ entrypoint, command, environment, folder, starts }: Stage): Command[] {
  const main = entrypoint ?? command;
  if (!starts || main === undefined) return [];
  const setting = { name: main.keyword, environment, folder };
  const first = main.exec;
  if (first === undefined) return shellCommands(main.shell, setting);
  if (entrypoint === undefined || command === undefined) return commandsOfWords(first, setting);
  if (command.exec !== undefined) return commandsOfWords([...first, ...command.exec], setting);
  return shellCommands(command.shell, setting).map((started) => ({
    ...started,
    words: [...first.map(({ word }) => word), ...started.words],
  }));
}

/** The arguments without the ends of continued lines, and without comment lines among them. */
function joined(text: string, from: number, to: number): SourceText {
  const source = SourceText.piece(text, from, to);
  if (!source.text.includes('\n')) return source;
  const builder = new SourceTextBuilder();
  let at = 0;
  for (const match of source.text.matchAll(/[^\n]*(?:\n|$)/g)) {
    const line = match[0];
    const start = at;
    at += line.length;
    if (start > 0 && /^\s*(?:#.*)?$/.test(line.trimEnd())) continue;
    const end = /[\\`][ \t]*\r?\n$/.exec(line)?.index ?? line.trimEnd().length;
    builder.add(line.slice(0, end), source, start, start + end);
  }
  return builder.build(from);
}
