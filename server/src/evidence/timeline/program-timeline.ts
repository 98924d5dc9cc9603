import type { FilePath } from '../../facts/file-path.ts';
import type { PatchState } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import type { Severity } from '../found.ts';

/**
 * How programs start, as plain data: for the command, the editor's view and other tools. `At`
 * names a place; each host counts lines in its own way, so `placesIn` and `withPlaces` turn one
 * way of naming into another.
 */
export interface ProgramTimeline<At> extends ProgramHead<At> {
  /** What happens until the program serves or works, in order. */
  readonly steps: readonly TimelineStep<At>[];
}

/** A program without its steps. */
export interface ProgramHead<At> {
  /** Names the program as long as its entry and its command stay as they are. */
  readonly id: string;
  /** `serve.py`, `gunicorn -k gevent shop.wsgi`. */
  readonly label: string;
  /** The command that starts it, where a deployment file has one. */
  readonly command?: string;
  /** The script, or the module that the launcher loads. */
  readonly entry: {
    /** Relative to the folder that is looked at. */
    readonly file: string;
    /** Its dotted name; missing where it has none. */
    readonly module?: string;
    readonly at: At;
  };
  /** Where one learns that there is this program, and how it is started. */
  readonly started: readonly Said<At>[];
  readonly patched: ProgramPatch<At>;
}

/** Who patches a program, and with what. */
export interface ProgramPatch<At> {
  /** What functions find that run later: `after` all is patched, `partly` not all of it. */
  readonly state: Exclude<PatchState, 'before'>;
  /** The parts that are patched in the end, sorted; missing where that is not known. */
  readonly parts?: readonly string[];
  /** All that patch something that was not patched before, in order. */
  readonly by: readonly Said<At>[];
  /** `Patched by serve.py, line 10, with everything.` */
  readonly sentence: string;
}

/** Words about a place. */
export interface Said<At> {
  readonly text: string;
  readonly at: At;
}

/** Something that happens while a program starts. */
export type TimelineStep<At> = {
  /** How many imports deep; 0 for the entry and for what the launcher does. */
  readonly depth: number;
  /** False: whether or when it happens is not known. */
  readonly certain: boolean;
  readonly at: At;
} & (
  | {
      readonly kind: 'module';
      /** Its dotted name, or its file where it is run as a script. */
      readonly name: string;
      readonly file: string;
      /** What was patched when its first line ran. */
      readonly state: PatchState;
      /** The calls and the import statement in the module above that start it. */
      readonly from: readonly Said<At>[];
      /** What its import-time code takes or makes too early. */
      readonly early: readonly EarlyThing<At>[];
    }
  | {
      readonly kind: 'patch';
      /** `serve.py, line 10`, `gunicorn's gevent worker`, `importing locust`. */
      readonly by: string;
      /** `monkey.patch_all()`; missing where no call of the workspace does it. */
      readonly call?: string;
      /** What this patch patches, sorted; missing where its arguments hide it. */
      readonly parts?: readonly string[];
      /** The same in words: `everything but signal`. */
      readonly what: string;
      /** Whether it patches something that was not patched before. */
      readonly adds: boolean;
    }
  | {
      /** The launcher calls a function: a hook of gunicorn's configuration. */
      readonly kind: 'call';
      readonly name: string;
    }
);

/** Something that came before the patch and stays unpatched for good. */
export interface EarlyThing<At> {
  readonly kind: 'name' | 'object' | 'library' | 'thread';
  /** `time.sleep`, `LOCK: threading.Lock`, `requests`. */
  readonly subject: string;
  /** What happened, and what comes of it. */
  readonly text: string;
  readonly severity: Severity;
  readonly at: At;
  /** Further places that show the harm. */
  readonly shownBy: readonly Said<At>[];
}

/** A place in a file of the workspace. */
export interface FilePlace {
  readonly path: FilePath;
  readonly span: Span;
}

/** Every place that a program's head, or its timeline, names; some of them more than once. */
export function placesIn<At>(program: ProgramHead<At> | ProgramTimeline<At>): readonly At[] {
  const places: At[] = [];
  const keep = (at: At): At => {
    places.push(at);
    return at;
  };
  if ('steps' in program) withPlaces(program, keep);
  else headWithPlaces(program, keep);
  return places;
}

/** The same timeline with its places named in another way. */
export function withPlaces<From, To>(
  timeline: ProgramTimeline<From>,
  place: (at: From) => To,
): ProgramTimeline<To> {
  const said = ({ text, at }: Said<From>): Said<To> => ({ text, at: place(at) });
  return {
    ...headWithPlaces(timeline, place),
    steps: timeline.steps.map((step): TimelineStep<To> => {
      const at = place(step.at);
      if (step.kind !== 'module') return { ...step, at };
      return {
        ...step,
        at,
        from: step.from.map(said),
        early: step.early.map((thing) => ({
          ...thing,
          at: place(thing.at),
          shownBy: thing.shownBy.map(said),
        })),
      };
    }),
  };
}

/** The same head with its places named in another way. */
export function headWithPlaces<From, To>(
  { id, label, command, entry, started, patched }: ProgramHead<From>,
  place: (at: From) => To,
): ProgramHead<To> {
  const said = ({ text, at }: Said<From>): Said<To> => ({ text, at: place(at) });
  return {
    id,
    label,
    ...(command === undefined ? {} : { command }),
    entry: { ...entry, at: place(entry.at) },
    started: started.map(said),
    patched: { ...patched, by: patched.by.map(said) },
  };
}
