import type { FilePath } from '../../facts/file-path.ts';
import type { RowSeverity } from '../../knowledge/patch-part.ts';
import type { ModuleView, Place, ProjectView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import type { Found, Severity } from '../found.ts';
import { fileLabel, type LatePatch, latePatchesBefore, patchName, placesOf } from './late-patch.ts';

/** Something that import-time code took or made before the patch of a program. */
export interface EarlyHarm {
  /** Where the squiggle goes. */
  readonly span: Span;
  /** Names the thing: `time.sleep`, `LOCK`. */
  readonly subject: string;
  /** The first sentence up to the patch: `` `sleep` is taken from `time` ``. */
  readonly lead: string;
  /** What happens at run time, reading on from the thing: `it blocks …`. */
  readonly effect: string;
  readonly severity: Severity;
  /** Further places that show the harm: what switches under the lock, the spawn of its users. */
  readonly shownBy: readonly Place[];
}

/** A finding of the rules about import order. */
export interface FoundEarly extends Found {
  readonly lead: string;
  readonly effect: string;
  /** `monkey.patch_all()`. */
  readonly patch: string;
  /** The entry scripts of the programs at fault. */
  readonly entries: readonly FilePath[];
  /** The files that a fix may edit. */
  readonly filesToFix: readonly FilePath[];
  /** The file whose first line the patch belongs to. */
  readonly top: FilePath;
}

const order: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

/** The louder of two severities. */
export function louder(a: Severity, b: Severity): Severity {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** One step less loud, as often as `times`. */
export function quieter(severity: RowSeverity, times: number): Severity {
  return order[Math.max(0, order.indexOf(severity) - times)] ?? 'hint';
}

/**
 * The harms in one module, one finding for each, over all programs that patch too low. Programs
 * whose patch is misplaced are left out: there the patch itself is reported.
 */
export function* foundEarly(
  module: ModuleView,
  project: ProjectView,
  harmsIn: (module: ModuleView, project: ProjectView, late: LatePatch) => Iterable<EarlyHarm>,
): Iterable<FoundEarly> {
  const byKey = new Map<string, { harm: EarlyHarm; lates: LatePatch[] }>();
  for (const late of latePatchesBefore(module, project)) {
    if (late.misplaced !== undefined) continue;
    for (const harm of harmsIn(module, project, late)) {
      const key = `${harm.span.join()} ${harm.subject}`;
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, { harm, lates: [late] });
      else {
        known.lates.push(late);
        if (louder(harm.severity, known.harm.severity) !== known.harm.severity) known.harm = harm;
      }
    }
  }
  for (const { harm, lates } of byKey.values()) {
    const [first] = lates;
    if (first === undefined) continue;
    yield {
      span: harm.span,
      subject: harm.subject,
      severity: harm.severity,
      lead: harm.lead,
      effect: harm.effect,
      patch: patchName(first.patch),
      entries: lates.map(({ program }) => program.entry.path),
      filesToFix: filesOf(lates),
      // Where the patch stands below in the same file, that one's first line is early enough.
      top: first.patch.call.scope.module === module ? module.path : first.top.path,
      related: distinct([...harm.shownBy, ...lates.flatMap((late) => placesOf(module, late))]),
    };
  }
}

/** The files that fixes for these programs may edit. */
export function filesOf(lates: readonly LatePatch[]): readonly FilePath[] {
  return [
    ...new Set(
      lates.flatMap(({ program, patch, top }) => [
        top.path,
        program.entry.path,
        patch.call.scope.module.path,
      ]),
    ),
  ];
}

/** Places without repetitions. */
export function distinct(places: readonly Place[]): readonly Place[] {
  const seen = new Set<string>();
  return places.filter(({ path, span, message }) => {
    const key = `${path} ${span.join()} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** A sentence's start; code at its beginning stays as it is. */
export function capitalised(text: string): string {
  if (!/^[a-z]+[ ,-]/.test(text)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A name for a message: in backticks, at most `longest` characters. */
export function quoted(name: string, longest = 26): string {
  return `\`${name.length <= longest ? name : `…${name.slice(1 - longest)}`}\``;
}

/** `` `sleep` is taken from `time` before monkey.patch_all() runs.`` */
export function beforePatch(lead: string, patch: string): string {
  const sentence = `${lead} before ${patch} runs.`;
  return sentence.length <= 90 ? sentence : `${lead} before the patch runs.`;
}

/** The whole message of a finding about import order. */
export function wordEarly({ lead, effect, patch, path, top }: FoundEarly): string {
  const cure =
    path === top
      ? 'Move the patch to the first line.'
      : `Move the patch to the top of \`${fileLabel(top, 40)}\`.`;
  return `${beforePatch(lead, patch)} ${capitalised(effect)}. ${cure}`;
}
