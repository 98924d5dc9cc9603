import type { Finding } from '../analysis/finding.ts';
import type { AuditResult, FindingsEvent } from '../analysis/service.ts';
import type { FilePath } from '../facts/file-path.ts';

/** Where the page's links lead. */
export interface AuditPageLinks {
  /** Absolute URI of a file. */
  uriOf(path: FilePath): string;
  /** Absolute URI of a rule's page. */
  rulePage(name: string): string;
}

/** The result of an audit as a Markdown page: numbers by rule and by file, each row a link. */
export function auditPage(result: AuditResult, links: AuditPageLinks): string {
  const findings = result.files.flatMap((file) => file.findings);
  const parts = ['# Gevent audit', opening(result, findings.length)];
  if (result.usesGevent && findings.length > 0) {
    parts.push('## By rule', ruleTable(findings, links));
    parts.push('## By file', fileTable(result.files, links));
    parts.push('## Findings', ...result.files.map((file) => fileSection(file, links)));
  }
  return `${parts.join('\n\n')}\n`;
}

function opening(
  { cancelled, usesGevent, filesRead, files }: AuditResult,
  findings: number,
): string {
  const read = count(filesRead, 'file');
  const early = cancelled ? ' The audit was cancelled: this is what it had until then.' : '';
  if (!usesGevent) return `No gevent in this workspace (${read} read).${early}`;
  if (findings === 0) return `No findings in ${read}.${early}`;
  const where = `${count(findings, 'finding')} in ${count(files.length, 'file')}`;
  const hints = files
    .flatMap((file) => file.findings)
    .filter(({ severity }) => severity === 'hint');
  const unlisted =
    hints.length === 0
      ? ''
      : ` Hints (${hints.length}) stand in the text, not in the Problems view.`;
  return `${where}; ${read} read.${unlisted}${early}`;
}

function ruleTable(findings: readonly Finding[], links: AuditPageLinks): string {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = byRule.get(finding.code);
    if (same === undefined) byRule.set(finding.code, [finding]);
    else same.push(finding);
  }
  const rows = [...byRule.values()]
    .sort((a, b) => b.length - a.length || compare(a[0]?.code, b[0]?.code))
    .flatMap(([first, ...more]) => {
      if (first === undefined) return [];
      const rule = link(`${first.code} ${first.name}`, links.rulePage(first.name));
      return [`| ${rule} | ${more.length + 1} |`];
    });
  return ['| Rule | Findings |', '| --- | ---: |', ...rows].join('\n');
}

function fileTable(files: readonly FindingsEvent[], links: AuditPageLinks): string {
  const rows = files.map((file) => {
    const target = link(nameOf(file, files), links.uriOf(file.path));
    return `| ${target} | ${file.findings.length} |`;
  });
  return ['| File | Findings |', '| --- | ---: |', ...rows].join('\n');
}

function fileSection(file: FindingsEvent, links: AuditPageLinks): string {
  const uri = links.uriOf(file.path);
  const rows = [...file.findings]
    .sort((a, b) => a.span[0] - b.span[0])
    .map(({ span, severity, code, message }) => {
      const line = lineOf(file.lineStarts, span[0]);
      return `- ${link(`Line ${line}`, `${uri}#L${line}`)} · ${severity} · ${code}: ${escaped(message)}`;
    });
  return `### ${link(file.path, uri)}\n\n${rows.join('\n')}`;
}

/** The path without the folders that all files share. */
function nameOf({ path }: FindingsEvent, files: readonly FindingsEvent[]): string {
  const folders = files.map((file) => file.path.split('/').slice(0, -1));
  const first = folders[0] ?? [];
  let shared = 0;
  while (
    shared < first.length &&
    folders.every((parts) => parts[shared] !== undefined && parts[shared] === first[shared])
  ) {
    shared++;
  }
  return path.split('/').slice(shared).join('/');
}

function lineOf(lineStarts: ArrayLike<number>, offset: number): number {
  let line = 0;
  while (line < lineStarts.length && (lineStarts[line] ?? 0) <= offset) line++;
  return Math.max(1, line);
}

function link(text: string, uri: string): string {
  return `[${escaped(text)}](<${uri.replace(/[<>]/g, encodeURIComponent)}>)`;
}

/** Text with what Markdown would take for its own; a table row must stay one line. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, (sign) => `\\${sign}`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function compare(a: string | undefined, b: string | undefined): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
