import type {
  FilePlace,
  ProgramTimeline,
  TimelineStep,
} from '../evidence/timeline/program-timeline.ts';
import type { Paint } from './paint.ts';
import { characters, type TextPlaces } from './text-places.ts';

type Step<Kind extends TimelineStep<FilePlace>['kind']> = Extract<
  TimelineStep<FilePlace>,
  { kind: Kind }
>;

/** Columns that a module's state takes. */
const stateWidth = 9;
/** Length of the line that the patch draws, where its words leave room. */
const lineLength = 78;

/** Timelines as a terminal shows them: one paragraph a program, one line a step. */
export function timelineText(
  timelines: readonly ProgramTimeline<FilePlace>[],
  places: TextPlaces,
  paint: Paint,
): string {
  return timelines.map((timeline) => oneProgram(timeline, places, paint)).join('\n');
}

function oneProgram(
  { label, started, patched, steps }: ProgramTimeline<FilePlace>,
  places: TextPlaces,
  paint: Paint,
): string {
  const lines = [paint.bold(plain(label))];
  for (const { text, at } of started)
    lines.push(`  ${capitalised(plain(text))} ${paint.dim(`(${where(at, places)})`)}`);
  lines.push(`  ${patched.sentence}`, '');
  const named = steps.map((step) => (step.kind === 'module' ? nameOf(step) : ''));
  const width = Math.min(48, Math.max(0, ...named.map(characters)));
  for (const step of steps) {
    if (step.kind === 'module') lines.push(...moduleLines(step, width, places, paint));
    else if (step.kind === 'patch') lines.push(patchLine(step, places, paint));
    else lines.push(callLine(step, places, paint));
  }
  return `${lines.join('\n')}\n`;
}

function moduleLines(
  step: Step<'module'>,
  width: number,
  places: TextPlaces,
  paint: Paint,
): readonly string[] {
  const state = step.certain ? step.state : 'perhaps';
  const name = nameOf(step);
  const gap = ' '.repeat(Math.max(0, width - characters(name)));
  const last = step.from.at(-1);
  const origin = last === undefined ? '' : `  imported at ${where(last.at, places)}`;
  const painted = step.early.length > 0 ? paint.severity('error', name) : name;
  const lines = [
    `${paint.dim(state.padEnd(stateWidth))}${painted}${origin === '' ? '' : gap}${paint.dim(origin)}`,
  ];
  const margin = ' '.repeat(stateWidth + 2 * step.depth + 2);
  for (const thing of step.early) {
    const at = places.position(thing.at.path, thing.at.span[0]);
    const mark = paint.severity('error', `! too early, line ${at.line}:`);
    lines.push(`${margin}${mark} ${plain(thing.text)}`);
  }
  return lines;
}

/** A line across the list: what stands above it runs before this patch. */
function patchLine(step: Step<'patch'>, places: TextPlaces, paint: Paint): string {
  const call = step.call === undefined ? step.by : step.call;
  const verb = !step.certain ? 'perhaps a patch' : step.adds ? 'patch' : 'patch again';
  const words = ` ${verb}: ${plain(call)} (${step.what}) at ${where(step.at, places)} `;
  const rest = Math.max(3, lineLength - characters(words) - 3);
  const line = `───${words}${'─'.repeat(rest)}`;
  return step.adds ? paint.bold(line) : paint.dim(line);
}

function callLine(step: Step<'call'>, places: TextPlaces, paint: Paint): string {
  const margin = ' '.repeat(stateWidth + 2 * step.depth);
  return `${margin}${plain(step.name)} is called  ${paint.dim(where(step.at, places))}`;
}

function nameOf({ depth, name }: Step<'module'>): string {
  return `${'  '.repeat(depth)}${plain(name)}`;
}

function where({ path, span }: FilePlace, places: TextPlaces): string {
  const { line, column } = places.position(path, span[0]);
  return `${plain(places.name(path))}:${line}:${column}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A file's name may hold what a terminal would obey. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, '\u{fffd}');
}
