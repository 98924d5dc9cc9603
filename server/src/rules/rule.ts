import type { Found, Severity } from '../evidence/found.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { Fix } from '../fixes/edit.ts';
import type { FixSource } from '../fixes/source.ts';
import type { DeploymentView, ModuleView, ProjectView } from '../project/model.ts';

export type { Found, Severity } from '../evidence/found.ts';

/** What everybody may know of a rule; pages, settings and tables are generated from it. */
export interface RuleMeta {
  /** `GVT101`. Never changes its meaning. */
  readonly code: `GVT${number}`;
  /** `late-monkey-patch`: the bad pattern, so that "allow late-monkey-patch" reads well. */
  readonly name: string;
  readonly severity: Severity;
  /** False: reported only when somebody selects it or gives it a severity. */
  readonly enabled: boolean;
  /** One sentence for tables and settings. */
  readonly summary: string;
  /** Why it matters: Markdown, with what was seen at run time. */
  readonly why: string;
  /** How to cure it by hand, and what the quick fix does: Markdown. */
  readonly cure: string;
  /** When a person should not use the rule: Markdown. */
  readonly notWhen: string;
  /** Where the claims come from: gevent's documentation, an issue, a measured run. */
  readonly sources: readonly string[];
  /** gevent version since which the claim holds; undefined for all that are in use. */
  readonly geventSince?: string;
  /** Version of Greenlint that first had it. */
  readonly since: string;
  /** Shown struck out, for API that is gone. */
  readonly tags?: readonly ('deprecated' | 'unnecessary')[];
  /** Example that reports exactly once, and one that never does; both are run by a test. */
  readonly bad: string;
  readonly good: string;
  /** What the examples are called, where that is not `example.py`, and the files beside them. */
  readonly exampleFile?: {
    readonly name: string;
    readonly beside: Readonly<Record<string, string>>;
  };
  /**
   * What the proof shows under a real gevent (`proof/` in the case folder): the measure that
   * differs between bad and fixed. `none` with a reason for rules that claim no harm at run time.
   */
  readonly proof: 'gap' | 'hang' | 'exception' | 'output' | { readonly none: string };
}

/** One rule. `check` finds, `word` says, `fixes` cures. */
export interface Rule<F extends Found = Found> {
  readonly meta: RuleMeta;
  /** Findings of one module. Must not throw; a throw costs this rule's findings in this file. */
  check(module: ModuleView, project: ProjectView): Iterable<F>;
  /** Findings in one deployment file; under the same conditions as `check`. */
  checkDeployment?(deployment: DeploymentView, project: ProjectView): Iterable<F>;
  /** First sentence at most 90 characters: it names the thing and what happens at run time. */
  word(found: F): string;
  /** Files whose text `fixes` needs; the finding's own where it is missing. */
  filesToFix?(found: F): readonly FilePath[];
  /** Cures, best first; none where none can be offered. Runs only when somebody asks. */
  fixes?(found: F, source: FixSource): readonly Fix[];
}

/** Gives a rule its type without losing that of what it finds. */
export function defineRule<F extends Found>(rule: Rule<F>): Rule<F> {
  return rule;
}
