import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Span } from '../../syntax/span.ts';
import { commandsOfWords, inside } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import {
  type Command,
  type DeploymentFile,
  emptyDeploymentFile,
  type Setting,
  type Variable,
} from '../deployment-file.ts';
import { type ScannedWord, splitWords, wholeWord } from '../shell-words.ts';
import { aligned, SourceText } from '../source-text.ts';
import { partsOf, type VariableReader } from '../variables.ts';

/** `${workspaceFolder}` is where the process starts from anyway. */
const FROM_WORKSPACE = /^\$\{(?:workspaceFolder|workspaceRoot)(?::[^}]*)?\}(?:[/\\]|$)/;

/** `${env:V}` is V of the environment; other variables of the editor are not known. */
const editorVariables: VariableReader = (text, index) => {
  const match = /^\$\{(?:env:(\w+)|([^}]*))\}/.exec(text.slice(index, index + 200));
  if (match === null) return undefined;
  return { part: { variable: match[1] ?? match[2]! }, length: match[0].length };
};

/**
 * `.vscode/launch.json`: the keys of each configuration as settings of `configurations.N`, and
 * what it runs as a command. Its folders count from the one that holds `.vscode`.
 */
export function readLaunchJson(text: string): DeploymentFile {
  const empty = emptyDeploymentFile('launch-json');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined) {
    const code = printParseErrorCode(error.error)
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase();
    const end = Math.min(error.offset + error.length, text.length);
    const message = `This launch.json is no valid JSON: ${code}.`;
    return { ...empty, problem: { message, span: [Math.min(error.offset, end), end] } };
  }
  const configurations = property(root, 'configurations')?.children ?? [];
  return {
    ...empty,
    settings: configurations.flatMap((node, index) => settingsOf(text, node, index)),
    commands: configurations.flatMap((node) => commandsOf(text, node)),
    directives: commentDirectives(text, { marks: ['//'], behindText: true }),
  };
}

const KEYS = new Set([
  'type',
  'request',
  'name',
  'program',
  'module',
  'args',
  'gevent',
  'env',
  'envFile',
  'cwd',
]);

function settingsOf(text: string, configuration: Node, index: number): Setting[] {
  return (configuration.type === 'object' ? (configuration.children ?? []) : []).flatMap(
    (entry) => {
      const [key, value] = entry.children ?? [];
      if (key === undefined || value === undefined || !KEYS.has(key.value)) return [];
      const setting = (name: string, node: Node, keyNode: Node): Setting => ({
        section: `configurations.${index}`,
        key: name,
        value: node.children === undefined ? String(node.value) : undefined,
        span: inner(text, node).span,
        keySpan: inner(text, keyNode).span,
      });
      if (value.type === 'array') {
        return (value.children ?? []).map((item) => setting(key.value, item, key));
      }
      if (value.type !== 'object') return [setting(key.value, value, key)];
      return (value.children ?? []).flatMap((property) => {
        const [name, node] = property.children ?? [];
        if (name === undefined || node === undefined) return [];
        return [setting(`${key.value}.${name.value}`, node, name)];
      });
    },
  );
}

/** `python PROGRAM ARGS` or `python -m MODULE ARGS`, with the interpreter's own options. */
function commandsOf(text: string, configuration: Node): Command[] {
  if (!/^(?:python|debugpy)$/.test(string(text, configuration, 'type')?.text ?? '')) return [];
  if (string(text, configuration, 'request')?.text !== 'launch') return [];
  const module = string(text, configuration, 'module');
  const target = string(text, configuration, 'program') ?? module;
  if (target === undefined) return [];
  const args = property(configuration, 'args');
  const given =
    args?.type === 'string'
      ? splitWords(inner(text, args), {
          variables: editorVariables,
          variablesInSingleQuotes: true,
          shell: false,
        })
      : (args?.children ?? []).map((node) => wholeWord(inner(text, node), editorVariables));
  const words = [
    written('python', target.span),
    ...(target === module ? [written('-m', target.span)] : []),
    wholeWord(withoutWorkspace(target), editorVariables),
    ...given,
  ];
  const folder = string(text, configuration, 'cwd');
  const variables = string(text, configuration, 'envFile');
  return commandsOfWords(words, {
    name: string(text, configuration, 'name')?.text ?? '',
    environment: variablesOf(text, property(configuration, 'env')),
    environmentFiles: variables === undefined ? [] : [withoutWorkspace(variables).text],
    folder: inside(undefined, folder === undefined ? '.' : withoutWorkspace(folder).text),
  });
}

/** A word that the editor adds; it stands at what it is added for. */
function written(text: string, span: Span): ScannedWord {
  const script = () => new SourceText('', span[0]);
  return { word: { parts: [{ text }], span }, script, assigns: undefined };
}

function withoutWorkspace(source: SourceText): SourceText {
  const length = FROM_WORKSPACE.exec(source.text)?.[0].length ?? 0;
  return source.slice(length, source.text.length);
}

function variablesOf(text: string, env: Node | undefined): Variable[] {
  return (env?.children ?? []).flatMap((entry): Variable[] => {
    const [key, value] = entry.children ?? [];
    if (key === undefined || value?.type !== 'string') return [];
    const parts = partsOf(value.value, editorVariables);
    return [{ name: key.value, value: parts, span: inner(text, value).span }];
  });
}

function property(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  const entry = node.children?.findLast(({ children }) => children?.[0]?.value === name);
  return entry?.children?.[1];
}

function string(text: string, node: Node, name: string): SourceText | undefined {
  const value = property(node, name);
  return value?.type === 'string' ? inner(text, value) : undefined;
}

/** What a node means; of a string what stands between the quotes. */
function inner(text: string, node: Node): SourceText {
  const { offset, length } = node;
  if (node.type !== 'string') return SourceText.piece(text, offset, offset + length);
  return aligned(SourceText.piece(text, offset + 1, offset + length - 1), node.value, true);
}
