import type { Analysis } from '../analysis/analysis.ts';
import type { Finding } from '../analysis/finding.ts';
import type { AuditResult } from '../analysis/service.ts';
import { conciseReport } from '../report/concise.ts';
import { fullReport, plural, summary } from '../report/full.ts';
import { type FindingWithFixes, jsonReport } from '../report/json.ts';
import type { Paint } from '../report/paint.ts';
import { statisticsReport } from '../report/statistics.ts';
import type { TextPlaces } from '../report/text-places.ts';
import type { CheckOptions } from './check-options.ts';
import type { TextOutput } from './environment.ts';

/** What is printed, how, and where. */
export interface Printing {
  readonly findings: readonly Finding[];
  readonly result: AuditResult;
  readonly analysis: Analysis;
  readonly places: TextPlaces;
  readonly options: CheckOptions;
  readonly output: TextOutput;
  readonly errors: TextOutput;
  readonly paint: Paint;
}

/** Prints findings in the format that was asked for. */
export async function printFindings(printing: Printing): Promise<void> {
  const { findings, options, output, errors, places, paint } = printing;
  if (options.outputFormat === 'json') {
    output.write(jsonReport(await withFixes(printing), places));
    // Standard output is one JSON array and nothing else.
    if (options.statistics) errors.write(statisticsReport(findings));
    return;
  }
  const report = options.outputFormat === 'full' ? fullReport : conciseReport;
  output.write(report(findings, places, paint));
  if (options.statistics) output.write(statisticsReport(findings));
  if (options.outputFormat === 'full') output.write(closingLine(printing));
}

function closingLine({ findings, result }: Printing): string {
  if (!result.usesGevent && findings.length === 0) {
    return `No gevent here (${plural(result.filesRead, 'file')} read).\n`;
  }
  const gap = findings.length > 0 ? '\n' : '';
  return `${gap}${summary(findings, result.filesRead)}\n`;
}

/** Builds the fixes of all findings, a file at a time. */
async function withFixes({
  findings,
  result,
  analysis,
  places,
}: Printing): Promise<FindingWithFixes[]> {
  const versions = new Map(result.files.map((file) => [file.path, file.version]));
  const built = new Map<string, FindingWithFixes>();
  for (const path of new Set(findings.map((finding) => finding.path))) {
    const everything = [0, Number.MAX_SAFE_INTEGER] as const;
    for (const one of await analysis.fixesAt(path, versions.get(path) ?? null, everything)) {
      built.set(one.finding.key, one);
    }
  }
  for (const { fixes } of built.values()) {
    for (const file of fixes.flatMap((fix) => fix.files)) {
      if (places.knows(file.path)) continue;
      const text = await analysis.text(file.path);
      if (text !== undefined) places.add(file.path, text);
    }
  }
  return findings.map((finding) => ({ finding, fixes: built.get(finding.key)?.fixes ?? [] }));
}
