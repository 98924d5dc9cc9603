import {
  type FilePlace,
  headWithPlaces,
  placesIn,
  withPlaces,
} from '../../evidence/timeline/program-timeline.ts';
import type { FilePath } from '../../facts/file-path.ts';
import type { TimelineReport, UriPlace } from '../../protocol/messages.ts';
import { isTable, stringIn } from '../from-protocol.ts';
import type { Session } from '../session.ts';
import { rangeIn } from '../to-protocol.ts';

/** `greenlint/timeline`: the programs, and how the one that is asked for starts. */
export async function timeline(session: Session, params: unknown): Promise<TimelineReport> {
  const isAsked = isTable(params) && params.program !== undefined;
  const id = isAsked ? stringIn(params, 'program') : undefined;
  const { programs, timeline: found } = await session.analysis.timeline(id);
  const lineStarts = new Map<FilePath, readonly number[]>();
  for (const program of found === undefined ? programs : [...programs, found]) {
    for (const { path } of placesIn(program)) lineStarts.set(path, []);
  }
  for (const path of lineStarts.keys()) {
    lineStarts.set(path, await session.analysis.lineStarts(path));
  }
  const place = ({ path, span }: FilePlace): UriPlace => ({
    uri: session.paths.uriOf(path),
    range: rangeIn(startsOf(lineStarts.get(path)), span),
  });
  return {
    programs: programs.map((program) => headWithPlaces(program, place)),
    timeline: found === undefined ? null : withPlaces(found, place),
  };
}

/** A file that is gone by now is opened at its start. */
function startsOf(lineStarts: readonly number[] | undefined): readonly number[] {
  return lineStarts === undefined || lineStarts.length === 0 ? [0] : lineStarts;
}
