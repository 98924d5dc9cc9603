import { inside, shellCommands } from '../commands.ts';
import type { Command, DeploymentFile, Variable } from '../deployment-file.ts';
import { type SourceText, SourceTextBuilder } from '../source-text.ts';
import type { YamlValue } from '../yaml-nodes.ts';
import { readPipeline, variablesOf } from './ci.ts';

/** How deep steps behind `when` and `unless` are followed. */
const DEPTH = 5;

/** CircleCI's configuration: the `run` of each step of each job, and of each reusable command. */
export function readCircleci(text: string): DeploymentFile {
  return readPipeline(text, 'configuration', (document) => [
    ...(document.get('jobs')?.entries ?? []).flatMap(({ key, value: job }) => {
      const executor = document.get('executors', executorOf(job) ?? '');
      const environment = [executor, job].flatMap((layer) =>
        variablesOf(layer?.get('environment')),
      );
      const folder = (job.get('working_directory') ?? executor?.get('working_directory'))?.text;
      return commandsOf(job.get('steps'), { name: `jobs.${key}`, environment, folder }, 0);
    }),
    ...(document.get('commands')?.entries ?? []).flatMap(({ key, value: command }) =>
      commandsOf(command.get('steps'), { name: `commands.${key}`, environment: [] }, 0),
    ),
  ]);
}

function executorOf(job: YamlValue): string | undefined {
  const executor = job.get('executor');
  return executor?.text ?? executor?.get('name')?.text;
}

interface Surroundings {
  readonly name: string;
  readonly environment: readonly Variable[];
  readonly folder?: string | undefined;
}

function commandsOf(steps: YamlValue | undefined, around: Surroundings, depth: number): Command[] {
  if (depth > DEPTH) return [];
  return (steps?.items ?? []).flatMap((step) => {
    const run = step.get('run');
    if (run === undefined) {
      const guarded = step.get('when', 'steps') ?? step.get('unless', 'steps');
      return commandsOf(guarded, around, depth + 1);
    }
    const script = run.scalar ?? run.get('command')?.scalar;
    if (script === undefined) return [];
    return shellCommands(withoutParameters(script), {
      name: around.name,
      environment: [...around.environment, ...variablesOf(run.get('environment'))],
      folder: folderOf(run.get('working_directory')?.text ?? around.folder),
    });
  });
}

/** A folder below the home (`~/project`) is the checkout, wherever the job keeps it. */
function folderOf(written: string | undefined): string | undefined {
  return written === undefined || /^~|<</.test(written) ? undefined : inside(undefined, written);
}

/** `<< parameters.x >>` is filled in before the shell reads it: what it is, is not known. */
function withoutParameters(source: SourceText): SourceText {
  const builder = new SourceTextBuilder();
  let at = 0;
  for (const { index, 0: written } of source.text.matchAll(/<<[ \t]*[\w.-]+[ \t]*>>/g)) {
    builder.add(source.text.slice(at, index), source, at, index);
    at = index + written.length;
    builder.add('$?', source, index, at);
  }
  if (at === 0) return source;
  builder.add(source.text.slice(at), source, at, source.text.length);
  return builder.build(source.span[0]);
}
