import type { Finding } from '../analysis/finding.ts';

/** How often each rule was found, most often first, as aligned columns. */
export function statisticsReport(findings: readonly Finding[]): string {
  const counts = new Map<string, { readonly finding: Finding; count: number }>();
  for (const finding of findings) {
    const known = counts.get(finding.code);
    if (known === undefined) counts.set(finding.code, { finding, count: 1 });
    else known.count += 1;
  }
  const rows = [...counts.values()].sort(
    (a, b) => b.count - a.count || (a.finding.code < b.finding.code ? -1 : 1),
  );
  const width = Math.max(0, ...rows.map(({ count }) => String(count).length));
  return rows
    .map(({ finding, count }) => {
      return `${String(count).padStart(width)}  ${finding.code}  ${finding.name}\n`;
    })
    .join('');
}
