import {
  type FilePlace,
  type ProgramTimeline,
  withPlaces,
} from '../evidence/timeline/program-timeline.ts';
import type { TextPlaces } from './text-places.ts';

/**
 * Timelines as one JSON array. Its form is a contract (docs/timeline.md): fields are added, never
 * renamed. Places as in the findings' report: lines and columns from 1, columns in characters.
 */
export function timelineJson(
  timelines: readonly ProgramTimeline<FilePlace>[],
  places: TextPlaces,
): string {
  const told = timelines.map((timeline) => {
    const { id: _id, ...program } = withPlaces(timeline, ({ path, span }) => ({
      path: places.name(path),
      range: places.range(path, span),
    }));
    return program;
  });
  return `${JSON.stringify(told, undefined, 2)}\n`;
}
