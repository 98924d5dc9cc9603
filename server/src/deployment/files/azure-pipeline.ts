import { inside, shellCommands } from '../commands.ts';
import type { Command, DeploymentFile, Variable } from '../deployment-file.ts';
import { type SourceText, SourceTextBuilder } from '../source-text.ts';
import { partsOf, shellVariables } from '../variables.ts';
import type { YamlValue } from '../yaml-nodes.ts';
import { readPipeline, variablesOf } from './ci.ts';

/** Stages, jobs, strategies and conditions stand in one another; deeper nobody writes them. */
const DEPTH = 12;
/** What holds steps, or holds what does. */
const HOLDERS = new Set(
  'stages jobs steps strategy runOnce rolling canary preDeploy deploy routeTraffic postRouteTraffic'.split(
    ' ',
  ),
);
/** Tasks whose input `script` a shell of Unix reads. */
const SHELL_TASK = /^(?:Bash@3|CmdLine@2|ShellScript@2)$/;
const FROM_CHECKOUT =
  /^\$\((?:System\.DefaultWorkingDirectory|Build\.(?:SourcesDirectory|Repository\.LocalPath))\)\/?/i;

interface Surroundings {
  readonly name: string;
  readonly variables: readonly Variable[];
}

/** An Azure pipeline: what its `script` and `bash` steps run, and its tasks for a shell. */
export function readAzurePipeline(text: string): DeploymentFile {
  return readPipeline(text, 'pipeline', (document) =>
    commandsOf(document, { name: '', variables: [] }, 0),
  );
}

function commandsOf(value: YamlValue, around: Surroundings, depth: number): Command[] {
  if (depth > DEPTH) return [];
  const script = scriptOf(value);
  if (script !== undefined) return commandsOfStep(value, script, around);
  const name = value.get('job')?.text ?? value.get('deployment')?.text ?? around.name;
  const variables = [...around.variables, ...declared(value.get('variables'))];
  const within: Surroundings = { name, variables };
  return value.entries.flatMap((entry) => {
    // `${{ if … }}:` holds what is put in its place.
    if (!HOLDERS.has(entry.key) && !entry.key.startsWith('${{')) return [];
    const inner = entry.value.isList ? entry.value.items : [entry.value];
    return inner.flatMap((item) => commandsOf(item, within, depth + 1));
  });
}

function scriptOf(step: YamlValue): SourceText | undefined {
  const task = step.get('task')?.text ?? '';
  return (
    step.get('script')?.scalar ??
    step.get('bash')?.scalar ??
    (SHELL_TASK.test(task) ? step.get('inputs', 'script')?.scalar : undefined)
  );
}

function commandsOfStep(step: YamlValue, script: SourceText, around: Surroundings): Command[] {
  const written = step.get('workingDirectory') ?? step.get('inputs', 'workingDirectory');
  const folder = written?.text?.replace(FROM_CHECKOUT, './');
  return shellCommands(filledIn(script), {
    name: around.name,
    environment: [...around.variables, ...variablesOf(step.get('env'))],
    folder: folder === undefined || folder.includes('$(') ? undefined : inside(undefined, folder),
  });
}

/** Variables as a mapping, or as a list of `name` and `value`. */
function declared(value: YamlValue | undefined): Variable[] {
  const listed = (value?.items ?? []).flatMap((item): Variable[] => {
    const name = item.get('name')?.text;
    const text = item.get('value')?.scalar;
    if (name === undefined || text === undefined) return [];
    return [{ name, value: partsOf(text.text, shellVariables), span: text.span }];
  });
  return [...variablesOf(value), ...listed];
}

/** `$(name)` is a variable of the pipeline, filled in before the shell reads the text. */
function filledIn(source: SourceText): SourceText {
  const builder = new SourceTextBuilder();
  let at = 0;
  for (const { index, 0: written, 1: name } of source.text.matchAll(/\$\(([\w.]+)\)/g)) {
    builder.add(source.text.slice(at, index), source, at, index);
    at = index + written.length;
    builder.add(`\${${name}}`, source, index, at);
  }
  if (at === 0) return source;
  builder.add(source.text.slice(at), source, at, source.text.length);
  return builder.build(source.span[0]);
}
