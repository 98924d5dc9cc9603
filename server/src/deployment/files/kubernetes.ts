import { commandsOfWords } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import {
  type Command,
  type DeploymentFile,
  emptyDeploymentFile,
  type Variable,
} from '../deployment-file.ts';
import { type ScannedWord, wholeWord } from '../shell-words.ts';
import { SourceText } from '../source-text.ts';
import { kubernetesVariables, partsOf } from '../variables.ts';
import { YamlFile, type YamlValue } from '../yaml-nodes.ts';

/** Where pods stand in what is deployed: `spec.jobTemplate.spec.template.spec` is five deep. */
const DEPTH = 8;

/**
 * Kubernetes manifests: the containers that name a command or arguments. Most YAML files are
 * something else, and templates of charts are no YAML at all: about those nothing is said.
 */
export function readKubernetes(text: string): DeploymentFile {
  const empty = emptyDeploymentFile('kubernetes');
  if (!/^[\s-]*"?(?:initC|c)ontainers"?\s*:/m.test(text) || !/\bkind"?\s*:/.test(text))
    return empty;
  if (!/\b(?:command|args)"?\s*:/.test(text)) return empty;
  const file = new YamlFile(text, 'manifest');
  if (file.problem !== undefined) return empty;
  const commands: Command[] = [];
  for (const document of file.documents) {
    if (document.get('kind') !== undefined) findContainers(document, 0, commands);
  }
  return {
    ...empty,
    commands,
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
  };
}

function findContainers(value: YamlValue, depth: number, commands: Command[]): void {
  if (depth > DEPTH) return;
  for (const entry of value.entries) {
    if (/^(?:initC|c)ontainers$/.test(entry.key)) {
      for (const container of entry.value.items) commands.push(...commandsOf(container));
    } else if (/^(?:spec|template|jobTemplate)$/.test(entry.key)) {
      findContainers(entry.value, depth + 1, commands);
    } else if (entry.key === 'items') {
      for (const item of entry.value.items) findContainers(item, depth + 1, commands);
    }
  }
}

/** `command` and `args` together; alone they are added to, or stand for, what the image says. */
function commandsOf(container: YamlValue): Command[] {
  const words = ['command', 'args'].flatMap((key) =>
    (container.get(key)?.items ?? []).map((item): ScannedWord => {
      const text = item.scalar;
      if (text !== undefined) return wholeWord(text, kubernetesVariables);
      // An unquoted `{{ … }}` reads as a mapping.
      const script = () => new SourceText('', item.span[0]);
      return { word: { parts: [{ variable: '?' }], span: item.span }, script, assigns: undefined };
    }),
  );
  return commandsOfWords(words, {
    name: `containers.${container.get('name')?.text ?? ''}`,
    environment: (container.get('env')?.items ?? []).flatMap(variableOf),
    folder: container.get('workingDir')?.text,
  });
}

function variableOf(item: YamlValue): Variable[] {
  const name = item.get('name')?.text;
  if (name === undefined) return [];
  const value = item.get('value')?.scalar;
  if (value !== undefined) {
    return [{ name, value: partsOf(value.text, kubernetesVariables), span: value.span }];
  }
  // It comes from a secret or a template.
  return [{ name, value: [{ variable: '?' }], span: item.span }];
}
