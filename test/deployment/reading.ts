import type {
  Command,
  DeploymentFile,
  Variable,
  Word,
  WordPart,
} from '../../server/src/deployment/deployment-file.ts';
import { readDeploymentFile } from '../../server/src/deployment/read-deployment-file.ts';

/** Reads a file by its name. */
export function read(name: string, text: string): DeploymentFile {
  return readDeploymentFile(`/shop/${name}`, text);
}

/** `text`, `${V}` or `${V:-text}`. */
export function partText(parts: readonly WordPart[]): string {
  return parts
    .map((part) => {
      if ('text' in part) return part.text;
      const { variable, whenUnset } = part;
      return whenUnset === undefined ? `\${${variable}}` : `\${${variable}:-${whenUnset}}`;
    })
    .join('');
}

/** The words of a command as text. */
export function wordTexts(command: Command | undefined): string[] {
  return (command?.words ?? []).map((word: Word) => partText(word.parts));
}

/** Each command in one line: `name: words`. */
export function lines(file: DeploymentFile): string[] {
  return file.commands.map((command) => `${command.name}: ${wordTexts(command).join(' ')}`);
}

/** What the words' spans hold in the text. */
export function written(text: string, command: Command | undefined): string[] {
  return (command?.words ?? []).map(({ span }) => text.slice(span[0], span[1]));
}

/** `NAME=value` of each variable. */
export function variables(list: readonly Variable[] | undefined): string[] {
  return (list ?? []).map(({ name, value }) => `${name}=${partText(value)}`);
}

/** Every span of what was read. */
export function allSpans(file: DeploymentFile): (readonly [number, number])[] {
  const ofCommands = file.commands.flatMap(({ span, words, environment, descriptors }) => [
    span,
    ...words.map((word) => word.span),
    ...environment.map((variable) => variable.span),
    ...(descriptors === undefined ? [] : [descriptors.span]),
  ]);
  return [
    ...ofCommands,
    ...file.settings.flatMap(({ span, keySpan }) => [span, keySpan]),
    ...file.scripts.map(({ span }) => span),
    ...file.dependencies.flatMap(({ span, nameSpan, specifierSpan }) => [
      span,
      nameSpan,
      ...(specifierSpan === undefined ? [] : [specifierSpan]),
    ]),
    ...file.environment.map(({ span }) => span),
    ...file.directives.flatMap(({ span, covers }) => [span, covers]),
    ...(file.problem === undefined ? [] : [file.problem.span]),
  ];
}
