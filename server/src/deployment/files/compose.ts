import type { Span } from '../../syntax/span.ts';
import { assignment, commandsOfWords, wordless } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import {
  type Command,
  type DeploymentFile,
  emptyDeploymentFile,
  type Setting,
  type Variable,
} from '../deployment-file.ts';
import { type ScannedWord, splitWords, type WordStyle, wholeWord } from '../shell-words.ts';
import { composeVariables, partsOf } from '../variables.ts';
import { YamlFile, type YamlValue } from '../yaml-nodes.ts';

const words: WordStyle = {
  variables: composeVariables,
  variablesInSingleQuotes: true,
  shell: false,
};

/**
 * A compose file: what each service runs. A command given as a string is cut into words, but no
 * shell reads it. What it takes from other files (`env_file`, `extends`) is named in its command.
 */
export function readCompose(text: string): DeploymentFile {
  const empty = emptyDeploymentFile('compose');
  const file = new YamlFile(text, 'compose file');
  if (file.problem !== undefined) return { ...empty, problem: file.problem };
  const commands: Command[] = [];
  const settings: Setting[] = [];
  for (const document of file.documents) {
    const services = document.get('services');
    for (const { key, keySpan, value } of services?.entries ?? []) {
      const layers = layersOf(value, services);
      const files = environmentFiles(`services.${key}`, layers);
      const base = extendedElsewhere(layers) ?? overridden(key, layers);
      commands.push(...commandsOf(`services.${key}`, keySpan, layers, files, base));
      settings.push(...files);
    }
  }
  const bases = commands.filter(({ words }) => words.length === 0);
  return {
    ...empty,
    commands: commands.filter(({ words }) => words.length > 0),
    ...(bases.length > 0 && { bases }),
    settings,
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
  };
}

/** The service, and those of the same file that it extends; its own words come first. */
function layersOf(service: YamlValue, services: YamlValue | undefined): readonly YamlValue[] {
  const layers: YamlValue[] = [];
  for (let layer: YamlValue | undefined = service; layer !== undefined && layers.length < 10; ) {
    layers.push(layer);
    const base: YamlValue | undefined = layer.get('extends');
    const name: string | undefined =
      base?.text ?? (base?.get('file') === undefined ? base?.get('service')?.text : undefined);
    layer = name === undefined ? undefined : services?.get(name);
  }
  return layers;
}

function commandsOf(
  name: string,
  keySpan: Span,
  layers: readonly YamlValue[],
  files: readonly Setting[],
  base: Command['extends'],
): Command[] {
  const setting = {
    name,
    environment: [...layers].reverse().flatMap((layer) => environmentOf(layer.get('environment'))),
    folder: first(layers, 'working_dir')?.text,
    descriptors: descriptorsOf(first(layers, 'ulimits')?.get('nofile')),
    environmentFiles: files.flatMap(({ value }) => value ?? []),
    extends: base,
  };
  const entrypoint = wordsOf(first(layers, 'entrypoint'));
  const started = commandsOfWords([...entrypoint, ...wordsOf(first(layers, 'command'))], setting);
  return started.length > 0 ? started : [wordless(setting, keySpan)];
}

/** The service of another file that the last of the layers extends. */
function extendedElsewhere(layers: readonly YamlValue[]): Command['extends'] {
  const base = layers.at(-1)?.get('extends');
  const file = base?.get('file')?.text;
  const service = base?.get('service')?.text;
  return file === undefined || service === undefined ? undefined : { file, service };
}

/** A service that says of what it is made stands for itself; others add to one of the main file. */
function overridden(service: string, layers: readonly YamlValue[]): Command['extends'] {
  const stands = ['image', 'build', 'extends'].some((key) => first(layers, key) !== undefined);
  return stands ? undefined : { service };
}

function first(layers: readonly YamlValue[], key: string): YamlValue | undefined {
  for (const layer of layers) {
    const value = layer.get(key);
    if (value !== undefined) return value;
  }
  return undefined;
}

function wordsOf(value: YamlValue | undefined): ScannedWord[] {
  if (value === undefined) return [];
  const { scalar } = value;
  if (scalar !== undefined) return splitWords(scalar, words);
  return value.items.flatMap((item) => {
    const text = item.scalar;
    return text === undefined ? [] : [wholeWord(text, composeVariables)];
  });
}

/** `K: v`, or `- K=v`; a name without a value comes from outside. */
function environmentOf(value: YamlValue | undefined): Variable[] {
  const listed = (value?.items ?? []).flatMap((item): Variable[] => {
    const text = item.scalar;
    const name = /^([^=\s]+)=/.exec(text?.text ?? '')?.[1];
    if (text === undefined || name === undefined) return [];
    return [assignment(name, wholeWord(text, composeVariables).word)];
  });
  const mapped = (value?.entries ?? []).flatMap((entry): Variable[] => {
    const text = entry.value.scalar;
    if (text === undefined) return [];
    const parts = partsOf(text.text, composeVariables);
    return [{ name: entry.key, value: parts, span: text.span }];
  });
  return [...listed, ...mapped];
}

/** `nofile: 1024`, or with `soft:`: what the process may open. */
function descriptorsOf(value: YamlValue | undefined): Command['descriptors'] {
  const text = value?.scalar ?? value?.get('soft')?.scalar;
  if (text === undefined || !/^\d{1,9}$/.test(text.text)) return undefined;
  return { limit: Number(text.text), span: text.span };
}

function environmentFiles(section: string, layers: readonly YamlValue[]): Setting[] {
  return [...layers].reverse().flatMap((layer) => {
    const value = layer.get('env_file');
    const keySpan = layer.entries.find(({ key }) => key === 'env_file')?.keySpan;
    if (value === undefined || keySpan === undefined) return [];
    return [value, ...value.items].flatMap((item): Setting[] => {
      const text = item.scalar ?? item.get('path')?.scalar;
      if (text === undefined) return [];
      return [{ section, key: 'env_file', value: text.text, span: text.span, keySpan }];
    });
  });
}
