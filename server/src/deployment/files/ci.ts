import { inside, shellCommands } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import {
  type Command,
  type DeploymentFile,
  emptyDeploymentFile,
  type Variable,
} from '../deployment-file.ts';
import { type SourceText, SourceTextBuilder } from '../source-text.ts';
import { partsOf, shellVariables } from '../variables.ts';
import { YamlFile, type YamlValue } from '../yaml-nodes.ts';

/** GitHub's workflows: the `run` of each step. */
export function readGithubWorkflow(text: string): DeploymentFile {
  return readPipeline(text, 'workflow', (document) => {
    const shared = variablesOf(document.get('env'));
    return (document.get('jobs')?.entries ?? []).flatMap(({ key, value: job }) => {
      const ofJob = [...shared, ...variablesOf(job.get('env'))];
      const folder = (job.get('defaults') ?? document.get('defaults'))?.get(
        'run',
        'working-directory',
      )?.text;
      return (job.get('steps')?.items ?? []).flatMap((step) => {
        const run = step.get('run')?.scalar;
        if (run === undefined) return [];
        const own = step.get('working-directory')?.text ?? folder;
        return shellCommands(run, {
          name: `jobs.${key}`,
          environment: [...ofJob, ...variablesOf(step.get('env'))],
          folder: own === undefined ? undefined : inside(undefined, own),
        });
      });
    });
  });
}

/** GitLab's pipelines: the scripts of each job, which one shell reads from first to last line. */
export function readGitlabPipeline(text: string): DeploymentFile {
  return readPipeline(text, 'pipeline', (document) => {
    const shared = variablesOf(document.get('variables'));
    const before = document.get('before_script') ?? document.get('default', 'before_script');
    return document.entries.flatMap(({ key, value: job }) => {
      if (job.get('script') === undefined) return [];
      const scripts = [job.get('before_script') ?? before, job.get('script')];
      const lines = [
        ...scripts.flatMap((script) => scriptLines(script, 0)),
        ...scriptLines(job.get('after_script'), 0),
      ];
      const environment = [...shared, ...variablesOf(job.get('variables'))];
      return shellCommands(script(lines), { name: key, environment });
    });
  });
}

/** A file of continuous integration; `name` is what messages call it. */
export function readPipeline(
  text: string,
  name: string,
  commandsOf: (document: YamlValue) => Command[],
): DeploymentFile {
  const empty = emptyDeploymentFile('ci');
  const file = new YamlFile(text, name);
  if (file.problem !== undefined) return { ...empty, problem: file.problem };
  return {
    ...empty,
    commands: file.documents.flatMap(commandsOf),
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
  };
}

/** The lines of a script: a text, or a list of texts and lists. */
function scriptLines(value: YamlValue | undefined, depth: number): SourceText[] {
  if (value === undefined || depth > 5) return [];
  const { scalar } = value;
  if (scalar !== undefined) return [scalar];
  return value.items.flatMap((item) => scriptLines(item, depth + 1));
}

function script(lines: readonly SourceText[]): SourceText {
  const builder = new SourceTextBuilder();
  for (const line of lines) {
    builder.add(line.text, line, 0, line.text.length);
    builder.add('\n', line, line.text.length, line.text.length);
  }
  return builder.build(lines[0]?.span[0] ?? 0);
}

/** Variables of a mapping, each a text or `value: TEXT`. */
export function variablesOf(value: YamlValue | undefined): Variable[] {
  return (value?.entries ?? []).flatMap((entry): Variable[] => {
    const text = entry.value.scalar ?? entry.value.get('value')?.scalar;
    if (text === undefined) return [];
    return [{ name: entry.key, value: partsOf(text.text, shellVariables), span: text.span }];
  });
}
