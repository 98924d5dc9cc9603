import { Analysis } from '../analysis/analysis.ts';
import {
  type FilePlace,
  type ProgramHead,
  type ProgramTimeline,
  placesIn,
} from '../evidence/timeline/program-timeline.ts';
import { type FilePath, fileName } from '../facts/file-path.ts';
import { paintFor } from '../report/paint.ts';
import { TextPlaces } from '../report/text-places.ts';
import { timelineJson } from '../report/timeline-json.ts';
import { timelineText } from '../report/timeline-text.ts';
import { displayName } from './display-name.ts';
import {
  type CommandEnvironment,
  CommandFailure,
  type ExitStatus,
  usesColours,
} from './environment.ts';
import { kindOfTyped, projectOf } from './targets.ts';

/** The formats of `greenlint timeline`. */
export const timelineFormats = ['text', 'json'] as const;

/** The options of `greenlint timeline`. */
export interface TimelineOptions {
  readonly outputFormat: (typeof timelineFormats)[number];
}

/**
 * `greenlint timeline`: how the programs that `entry` names start, or all. `entry` is a file, a
 * module, a command as a deployment file has it, or a folder whose programs are meant. Throws a
 * CommandFailure where no program is called that.
 */
export async function timeline(
  environment: CommandEnvironment,
  entry: string | undefined,
  { outputFormat }: TimelineOptions,
): Promise<ExitStatus> {
  const { workingFolder, output, errors } = environment;
  const path = entry === undefined ? undefined : environment.resolve(entry);
  const kind = path && entry ? kindOfTyped(environment, entry, path) : undefined;
  const folder =
    path === undefined || kind === undefined
      ? workingFolder
      : kind === 'folder'
        ? path
        : projectOf(path, workingFolder);
  const analysis = new Analysis({ ...(await environment.loadAnalysisHost()) });
  analysis.onLog(({ level, message }) => errors.write(`greenlint: ${level}: ${message}\n`));
  try {
    await analysis.setFolders([{ path: folder, name: fileName(folder), settings: {} }]);
    const { programs } = await analysis.timeline();
    const asked =
      entry === undefined || kind === 'folder'
        ? programs
        : programs.filter((program) => isCalled(program, entry, path));
    if (asked.length === 0) {
      if (entry !== undefined && kind !== 'folder') throw unknownEntry(entry, programs);
      errors.write('greenlint: no program that uses gevent was found\n');
    }
    const timelines: ProgramTimeline<FilePlace>[] = [];
    for (const { id } of asked) {
      const { timeline: found } = await analysis.timeline(id);
      if (found !== undefined) timelines.push(found);
    }
    const places = await placesOf(timelines, analysis, workingFolder);
    output.write(
      outputFormat === 'json'
        ? timelineJson(timelines, places)
        : timelineText(timelines, places, paintFor(usesColours(environment))),
    );
    return 0;
  } finally {
    await analysis.dispose();
  }
}

function isCalled(
  { label, command, entry, started }: ProgramHead<FilePlace>,
  typed: string,
  path: FilePath | undefined,
): boolean {
  if ([label, command, entry.module].includes(typed) || entry.at.path === path) return true;
  return path !== undefined && started.some(({ at }) => at.path === path);
}

function unknownEntry(typed: string, programs: readonly ProgramHead<FilePlace>[]): CommandFailure {
  if (programs.length === 0) {
    return new CommandFailure(`${typed}: no program that uses gevent was found`);
  }
  const known = programs.slice(0, 10).map(({ label }) => label);
  const more = programs.length > known.length ? ', …' : '';
  return new CommandFailure(
    `${typed}: no gevent program starts there; there are: ${known.join(', ')}${more}`,
  );
}

async function placesOf(
  timelines: readonly ProgramTimeline<FilePlace>[],
  analysis: Analysis,
  workingFolder: FilePath,
): Promise<TextPlaces> {
  const paths = new Set(timelines.flatMap((one) => placesIn(one)).map(({ path }) => path));
  const places = new TextPlaces(new Map(), (path) => displayName(path, workingFolder));
  for (const path of paths) {
    const text = await analysis.text(path);
    if (text !== undefined) places.add(path, text);
  }
  return places;
}
