import { fileName } from '../../facts/file-path.ts';
import { type Span, shift } from '../../syntax/span.ts';
import type {
  CallView,
  EventView,
  ModuleView,
  OutsidePatch,
  PatchSite,
  Place,
  ScopeView,
} from '../model.ts';
import type { Certainty } from './block-certainty.ts';

/** How far a program has patched at some moment. */
export interface PatchProgress {
  /** Whether anything was patched by then. */
  readonly patched: Certainty;
  /** What was patched for certain; undefined where a call hides it. */
  readonly parts: ReadonlySet<string> | undefined;
}

/** A module's script in a program. */
export interface ScriptRun {
  readonly module: ModuleView;
  /** False: whether, or when, it runs depends on what is not known. */
  readonly certain: boolean;
  /** Progress after events of the script; the last that fits counts. */
  readonly transitions: readonly Transition[];
  /** Who imported it, and the calls and the import statement that led from there. */
  readonly from: { readonly run: ScriptRun; readonly links: readonly Link[] } | undefined;
}

/** After this event this much is patched; undefined for the start of the script. */
export interface Transition extends PatchProgress {
  readonly after: EventView | undefined;
}

/** A statement on the way to a module. It keeps its place while text before it changes. */
export interface Link {
  readonly view: EventView;
  /** The interesting part of the event, counted from the event's start; all of it if missing. */
  readonly part?: Span;
  /** What it does: it imports a module, or calls a function. */
  readonly to: ModuleView | ScopeView;
}

/** A link as it stands in its file now. */
export function placeOf({ view, part, to }: Link): Place {
  const { module } = view.scope;
  const span = part === undefined ? view.span : shift(part, view.span[0]);
  const does =
    'script' in to
      ? `imports \`${to.name ?? fileName(to.path)}\``
      : `calls \`${to.qualifiedName}()\``;
  return { path: module.path, span, message: `\`${label(module)}\` ${does} here` };
}

/** How a module is called in a sentence about its statements. */
function label({ path }: ModuleView): string {
  const name = fileName(path);
  return name.startsWith('__') ? path.split('/').slice(-2).join('/') : name;
}

/** What happens when an entry script runs, up to the end of its imports and calls. */
export interface Timeline {
  readonly runs: ReadonlyMap<ModuleView, ScriptRun>;
  /** The modules in the order in which their scripts start. */
  readonly order: readonly ModuleView[];
  readonly final: PatchProgress;
  /** The sites that ran, certain or not, in order. */
  readonly sites: readonly PatchSite[];
  /** The first site that certainly ran. */
  readonly patch: PatchSite | undefined;
  /** The patch from outside that certainly came first. */
  readonly outsidePatch: OutsidePatch | undefined;
  /** The library whose import patched first, if that came before any site. */
  readonly patchedByImport: string | undefined;
  /** A call by which the entry itself starts greenlets: under its main guard, or serving for ever. */
  readonly startsGreenlets: CallView | undefined;
  /** What happened between the starts of modules: patches, and functions that a launcher calls. */
  readonly moments: readonly Moment[];
}

/** A patch, or a call by the launcher. */
export type Moment = {
  /** How many scripts had started by then. */
  readonly after: number;
  /** The script that was running; undefined for what the launcher itself does. */
  readonly run: ScriptRun | undefined;
  readonly certain: boolean;
} & (
  | { readonly kind: 'site'; readonly site: PatchSite }
  | { readonly kind: 'library'; readonly library: string; readonly view: EventView }
  | { readonly kind: 'outside'; readonly patch: OutsidePatch }
  | { readonly kind: 'call'; readonly scope: ScopeView }
);
