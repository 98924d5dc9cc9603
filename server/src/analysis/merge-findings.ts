import type { CheckedFinding } from './check-module.ts';

/** Which code speaks where two have the same place and so the same cause: the first of a pair. */
const precedence: readonly (readonly [speaks: string, silent: string])[] = [['GVT103', 'GVT101']];

/** Merges findings of one cause: of two on one span, the one with precedence stays. */
export function mergeFindings(findings: readonly CheckedFinding[]): readonly CheckedFinding[] {
  const codes = new Map<string, Set<string>>();
  for (const finding of findings) {
    const place = placeOf(finding);
    const known = codes.get(place);
    if (known === undefined) codes.set(place, new Set([finding.code]));
    else known.add(finding.code);
  }
  return findings.filter((finding) => {
    const here = codes.get(placeOf(finding));
    return !precedence.some(([speaks, silent]) => silent === finding.code && here?.has(speaks));
  });
}

function placeOf(finding: CheckedFinding): string {
  return `${finding.path}\n${finding.span.join()}`;
}
