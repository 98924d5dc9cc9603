import type { DeploymentView, ProjectView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { wordsOf } from '../deployment/celery-workers.ts';
import { startedPrograms } from '../deployment/started-program.ts';
import { type UnpatchedWait, unpatchedWaits } from './unpatched-waits.ts';

/** A command that patches by `python -m gevent.monkey --no-PART`, and a program that needs the part. */
export interface PartialLaunch {
  /** `--no-select`. */
  readonly option: string;
  readonly span: Span;
  /** What waits unpatched; the one of `option` first. */
  readonly waits: readonly UnpatchedWait[];
  /** Every option that leaves out what the program waits in, `option` first. */
  readonly options: readonly Span[];
  readonly patched: ReadonlySet<string>;
}

/** The commands of a deployment file that leave out a part which their program then waits in. */
export function* partialLaunches(
  deployment: DeploymentView,
  project: ProjectView,
): Iterable<PartialLaunch> {
  for (const { launch, program } of startedPrograms(deployment, project)) {
    const patches = launch.phases.some(({ kind, ...phase }) => {
      return kind === 'patch' && 'parts' in phase && phase.parts !== undefined && phase.certain;
    });
    const { outsidePatch, finalParts } = program;
    if (!patches || outsidePatch === undefined || finalParts === undefined) continue;
    const command = deployment.file.commands.find(({ span }) => span.join() === launch.span.join());
    const words = wordsOf(command);
    const spanOf = ({ part }: UnpatchedWait): Span | undefined => {
      const word = command?.words[words.indexOf(`--no-${part}`)];
      return word?.path === undefined ? word?.span : undefined;
    };
    const waits = [...unpatchedWaits(program, project, finalParts)].filter(spanOf);
    const worst = waits.find(({ certain }) => certain) ?? waits[0];
    const span = worst && spanOf(worst);
    if (worst === undefined || span === undefined) continue;
    const ordered = [worst, ...waits.filter((wait) => wait !== worst)];
    const options = ordered.flatMap((wait) => [spanOf(wait) ?? span]);
    yield {
      option: `--no-${worst.part}`,
      span,
      waits: ordered,
      options: options.filter(
        (one, at) => options.findIndex((other) => other[0] === one[0]) === at,
      ),
      patched: finalParts,
    };
  }
}
