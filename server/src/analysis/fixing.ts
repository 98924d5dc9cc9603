import type { DeploymentFile } from '../deployment/deployment-file.ts';
import { readDeploymentFile } from '../deployment/read-deployment-file.ts';
import { extractFacts } from '../facts/extract.ts';
import type { FileFacts } from '../facts/facts.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { Fix } from '../fixes/edit.ts';
import type { OrderGuard } from '../fixes/source.ts';
import { ignoreInFile, ignoreOnLine } from '../fixes/suppression-comment.ts';
import type { Project } from '../project/project.ts';
import type { PythonParser } from '../syntax/python-parser.ts';
import type { Span } from '../syntax/span.ts';
import { subjectAt } from './check-subject.ts';
import { DeploymentSilencing } from './deployment-silencing.ts';
import { explain, type SayPlace } from './explanation.ts';
import { isDeploymentFile } from './file-discovery.ts';
import { EditRound, fixToApply, mostRounds } from './fix-all.ts';
import { FixSources } from './fix-sources.ts';
import { isUnread, type ModuleChecks } from './module-checks.ts';
import type { EnabledRules } from './rule-list.ts';
import type { FindingFixes, FixAllOptions, FixAllResult } from './service.ts';
import { type WordedFinding, wordFindings } from './word-findings.ts';

/** A linked project with all that fixing in it needs. */
export interface FixableProject {
  readonly project: Project;
  readonly checks: ModuleChecks;
  readonly parser: PythonParser;
  enabled(path: FilePath): EnabledRules;
  /** The current text of a file; undefined where it cannot be had. */
  text(path: FilePath): Promise<string | undefined>;
  guard(path: FilePath): Promise<OrderGuard>;
  complain(message: string): void;
}

/** The findings that touch a span, with their fixes. The file's facts and checks are current. */
export async function fixesAt(
  target: FixableProject,
  path: FilePath,
  span: Span,
  say: SayPlace,
): Promise<readonly FindingFixes[]> {
  const found = findingsIn(target, path).filter(
    ({ finding }) => finding.span[0] <= span[1] && span[0] <= finding.span[1],
  );
  const sources = await sourcesFor(target, path, found, new Map());
  try {
    return found.flatMap((worded): FindingFixes[] => {
      const { finding, checked } = worded;
      const silencing = silencingIn(sources, path);
      if (silencing === undefined) return [];
      const { name, code } = finding;
      return [
        {
          finding,
          fixes: fixesOf(worded, sources, target),
          explanation: explain(finding, checked.rule.meta, say),
          ignoreLine: ignoring(`Ignore ${name} (${code}) on this line`, path, () =>
            silencing.onLine(finding.span, name),
          ),
          ignoreFile: ignoring(`Ignore ${name} (${code}) in this file`, path, () =>
            silencing.inFile(name),
          ),
        },
      ];
    });
  } finally {
    sources.dispose();
  }
}

/** Applies fixes to the file's findings until nothing changes. The project stays as it was. */
export async function fixAll(
  target: FixableProject,
  path: FilePath,
  options: FixAllOptions,
): Promise<FixAllResult> {
  const texts = new Map<FilePath, string>();
  const before = new Map<FilePath, string>();
  const facts = new Map<FilePath, FileFacts>();
  const deployments = new Map<FilePath, DeploymentFile>();
  let fixed = 0;
  try {
    for (let round = 0; round < mostRounds; round += 1) {
      const found = findingsIn(target, path);
      const sources = await sourcesFor(target, path, found, texts);
      const edits = new EditRound();
      try {
        for (const worded of found) {
          const fix = fixToApply(fixesOf(worded, sources, target), worded.finding.code, options);
          if (fix?.files.every((file) => texts.has(file.path))) edits.offer(fix);
        }
      } finally {
        sources.dispose();
      }
      let changed = false;
      for (const edited of edits.files.keys()) {
        const text = texts.get(edited) ?? '';
        const next = edits.apply(edited, text);
        if (next === text) continue;
        changed = true;
        if (!before.has(edited)) before.set(edited, text);
        const module = target.project.moduleAt(edited);
        if (module !== undefined && !facts.has(edited)) facts.set(edited, module.facts);
        const deployment = subjectAt(target.project, edited)?.deployment;
        if (deployment !== undefined && !deployments.has(edited)) {
          deployments.set(edited, deployment.file);
        }
        texts.set(edited, next);
        setText(target, edited, next);
      }
      if (!changed) break;
      fixed += edits.fixed;
      await recheck(target, path);
    }
  } finally {
    for (const [edited, original] of facts) target.project.setFile(edited, original);
    for (const [edited, original] of deployments) target.project.setDeployment(edited, original);
    if (facts.size + deployments.size > 0) await recheck(target, path);
  }
  const files = [...before].flatMap(([edited, text]) => {
    const after = texts.get(edited) ?? text;
    return after === text ? [] : [{ path: edited, before: text, after }];
  });
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), fixed };
}

function findingsIn(target: FixableProject, path: FilePath): readonly WordedFinding[] {
  const subject = subjectAt(target.project, path);
  if (subject === undefined) return [];
  const found = target.checks.findingsIn(subject, target.project, target.enabled(path));
  return wordFindings(found, target.complain);
}

/** Looks again at the file and at whatever else finds something in it. */
async function recheck(target: FixableProject, path: FilePath): Promise<void> {
  for (const from of new Set([path, ...target.checks.modulesThatReach(path)])) {
    const subject = subjectAt(target.project, from);
    if (subject === undefined) continue;
    const enabled = target.enabled(from);
    await target.checks.check(subject, target.project, enabled, () => undefined, target.complain);
  }
}

/** Reads the texts that the fixes of these findings may look at into `texts`. */
async function sourcesFor(
  target: FixableProject,
  path: FilePath,
  found: readonly WordedFinding[],
  texts: Map<FilePath, string>,
): Promise<FixSources> {
  const needed = new Set<FilePath>([path]);
  for (const { checked } of found) {
    try {
      for (const other of checked.rule.filesToFix?.(checked.found) ?? []) needed.add(other);
    } catch (error) {
      target.complain(`${checked.code} failed over its fix: ${String(error)}`);
    }
  }
  for (const one of needed) {
    if (texts.has(one)) continue;
    const text = await target.text(one);
    if (text !== undefined) texts.set(one, text);
  }
  const guards = new Map<FilePath, OrderGuard>();
  if (found.length > 0) for (const one of needed) guards.set(one, await target.guard(one));
  return new FixSources(target.project, target.parser, texts, guards);
}

function fixesOf(
  { checked }: WordedFinding,
  sources: FixSources,
  target: FixableProject,
): readonly Fix[] {
  try {
    return checked.rule.fixes?.(checked.found, sources) ?? [];
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    target.complain(`${checked.code} could not build its fix in ${checked.path}: ${reason}`);
    return [];
  }
}

function setText(target: FixableProject, path: FilePath, text: string): void {
  if (isDeploymentFile(path)) target.project.setDeployment(path, readDeploymentFile(path, text));
  if (target.project.moduleAt(path) === undefined) return;
  const tree = target.parser.parse(text);
  if (tree === undefined) return;
  try {
    target.project.setFile(path, extractFacts(text, tree));
  } finally {
    tree.delete();
  }
}

/** How findings in a file are silenced; undefined where its text cannot be had. */
function silencingIn(
  sources: FixSources,
  path: FilePath,
): Pick<DeploymentSilencing, 'onLine' | 'inFile'> | undefined {
  const file = sources.brokenFile(path);
  if (file !== undefined) {
    return {
      onLine: (span, name) => (isUnread(file.module) ? [] : ignoreOnLine(file, span, name)),
      inFile: (name) => ignoreInFile(file, name),
    };
  }
  const text = isDeploymentFile(path) ? sources.deploymentText(path) : undefined;
  return text === undefined ? undefined : new DeploymentSilencing(path, text);
}

function ignoring(title: string, path: FilePath, build: () => Fix['files'][number]['edits']): Fix {
  const edits = build();
  const files = edits.length === 0 ? [] : [{ path, edits }];
  return { title, preferred: false, safe: true, files };
}
