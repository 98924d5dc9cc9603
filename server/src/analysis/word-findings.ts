import type { Place } from '../project/model.ts';
import type { CheckedFinding } from './check-module.ts';
import type { Finding } from './finding.ts';
import { byPlace } from './kept-findings.ts';

/** A finding with what is needed to cure it. */
export interface WordedFinding {
  readonly finding: Finding;
  readonly checked: CheckedFinding;
}

/** Words the findings of one file and gives each its key; sorted by place. */
export function wordFindings(
  findings: readonly CheckedFinding[],
  complain: (message: string) => void,
): readonly WordedFinding[] {
  const counts = new Map<string, number>();
  const ordered = [...findings].sort(
    (a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1] || (a.code < b.code ? -1 : 1),
  );
  return ordered
    .flatMap((checked): WordedFinding[] => {
      const { rule, found, code, path } = checked;
      const name = `${code} ${path} ${found.subject}`;
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      let message: string;
      try {
        message = rule.word(found);
      } catch (error) {
        complain(`${code} could not be worded in ${path}: ${String(error)}`);
        return [];
      }
      const finding: Finding = {
        key: `${name} ${count}`,
        code,
        name: rule.meta.name,
        severity: checked.severity,
        message,
        path,
        span: found.span,
        related: eachOnce(found.related ?? []),
        tags: rule.meta.tags ?? [],
        fixable: rule.fixes !== undefined,
      };
      return [{ finding, checked }];
    })
    .sort((a, b) => byPlace(a.finding, b.finding));
}

/** Chains to several calls begin alike: what was said is not said again. */
function eachOnce(places: readonly Place[]): readonly Place[] {
  const said = new Set<string>();
  return places.filter(({ path, span, message }) => {
    const key = `${path} ${span[0]} ${message}`;
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}
