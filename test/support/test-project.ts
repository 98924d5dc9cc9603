import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../server/src/analysis/finding.ts';
import type { ModuleView, Place, ProgramView } from '../../server/src/project/model.ts';
import type { Project } from '../../server/src/project/project.ts';
import { findingsOf } from './fix-cases.ts';
import { projectOf, workspace } from './project.ts';
import type { TracedRun } from './traced-run.ts';

/** A small project, `test/projects/NAME/`: real files, and what is said of them. */
export interface TestProject {
  readonly name: string;
  readonly folder: string;
  /** Path below the folder → text. */
  readonly files: Readonly<Record<string, string>>;
  readonly description: ProjectDescription;
}

/** `project.json`: what the project shows, and how its programs run for real. */
export interface ProjectDescription {
  readonly about: string;
  /** Programs by their labels → the command that starts each; none for the label itself. */
  readonly runs?: Readonly<Record<string, RealRun>>;
  /**
   * Programs by their labels → how each was run when `recorded.json` was written: what starts them
   * takes too long to install for every run of the tests.
   */
  readonly recorded?: Readonly<Record<string, RealRun>>;
  /** Programs by their labels → why no test starts them. */
  readonly notRun?: Readonly<Record<string, string>>;
}

/** How a program is really started. */
export interface RealRun {
  /** Words of a shell command; the label where it is missing. */
  readonly command?: string;
  /** The folder that it runs in, below the project's. */
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Why the program is expected to fail; then what it ran until then counts. */
  readonly fails?: string;
}

/** `recorded.json`: how programs ran once, and with what. */
export interface Recorded {
  /** `uWSGI 2.0.31, gevent 26.9.0, Python 3.11`. */
  readonly with: string;
  readonly runs: Readonly<Record<string, Omit<TracedRun, 'output'>>>;
}

/** `expected.json`: what the model says of a project. */
export interface ProjectPicture {
  readonly programs: readonly ProgramPicture[];
  /** `shop/db.py:3 GVT101`. */
  readonly findings: readonly string[];
}

/** One program in words. */
export interface ProgramPicture {
  readonly program: string;
  readonly entry: string;
  /** Where one learns of it: `Procfile:1`. */
  readonly learnt: readonly string[];
  /** `gunicorn's gevent worker (Procfile:1)`, `app.py:2`, `import locust`; missing: nobody. */
  readonly patchedBy?: string;
  /** What is patched in the end, where that is not everything. */
  readonly parts?: readonly string[];
  /** The state that it serves or works in. */
  readonly finally: string;
  /** Modules in the order of their starts with their states: `shop/db.py after`. */
  readonly order: readonly string[];
}

const root = 'test/projects';

/** Every project, sorted by name. */
export function testProjects(): readonly TestProject[] {
  return readdirSync(root)
    .filter((name) => existsSync(join(root, name, 'project.json')))
    .sort()
    .map((name) => {
      const folder = join(root, name);
      const paths = filesBelow(folder).filter(
        (path) => !/^(?:project|expected|recorded)\.json$/.test(path),
      );
      const files = paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
      const description = JSON.parse(readFileSync(join(folder, 'project.json'), 'utf8'));
      return { name, folder, files: Object.fromEntries(files), description };
    });
}

function filesBelow(folder: string, prefix = ''): readonly string[] {
  return readdirSync(join(folder, prefix))
    .sort()
    .flatMap((entry) => {
      const path = join(prefix, entry);
      if (entry === '__pycache__') return [];
      return statSync(join(folder, path)).isDirectory() ? filesBelow(folder, path) : [path];
    });
}

/** What the model and the rules say of a project. */
export async function pictureOf({ files }: TestProject): Promise<ProjectPicture> {
  const project = await projectOf(files);
  const findings = await findingsOf(files);
  return {
    programs: project.programs.map((program) => pictureOfProgram(program, project, files)),
    findings: findings.map((finding) => describeFinding(finding, files)),
  };
}

function pictureOfProgram(
  program: ProgramView,
  project: Project,
  files: TestProject['files'],
): ProgramPicture {
  const { finalParts } = program;
  const patchedBy = patcherOf(program, files);
  return {
    program: labelOf(program, files),
    entry: below(program.entry.path),
    learnt: [...new Set(program.learnt.map((place) => placeIn(place, files)))],
    ...(patchedBy === undefined ? {} : { patchedBy }),
    ...(program.finalState === 'partly' && finalParts !== undefined
      ? { parts: [...finalParts].sort() }
      : {}),
    finally: program.finalState,
    order: program.order.map((module) => {
      const text = files[below(module.path)] ?? '';
      const first = stateAt(project, program, module, 0);
      const last = stateAt(project, program, module, text.length);
      return `${below(module.path)} ${first === last ? first : `${first}→${last}`}`;
    }),
  };
}

/** The command, the script, or for a console script its function's file and where it is named. */
function labelOf(
  { launch, main, entry, learnt }: ProgramView,
  files: TestProject['files'],
): string {
  if (launch !== undefined) return launch.label;
  const [first] = learnt;
  const name = below(entry.path);
  if (main !== undefined || first === undefined || entry.path === first.path) return name;
  return `${name} of ${placeIn(first, files)}`;
}

function stateAt(
  project: Project,
  program: ProgramView,
  module: ModuleView,
  offset: number,
): string {
  const verdicts = project.patchedAt(module, offset);
  // A test session says nothing of the modules under test.
  return verdicts.find((verdict) => verdict.program === program)?.state ?? 'untold';
}

function patcherOf(program: ProgramView, files: TestProject['files']): string | undefined {
  const { outsidePatch, patch, patchedByImport } = program;
  if (outsidePatch !== undefined) {
    return `${outsidePatch.by} (${placeIn(outsidePatch.place, files)})`;
  }
  if (patchedByImport !== undefined) return `import ${patchedByImport}`;
  if (patch === undefined) return undefined;
  const { module } = patch.call.scope;
  return placeIn({ path: module.path, span: patch.call.span, message: '' }, files);
}

function placeIn({ path, span }: Place, files: TestProject['files']): string {
  const name = below(path);
  return `${name}:${lineAt(files[name] ?? '', span[0])}`;
}

function describeFinding({ path, span, code }: Finding, files: TestProject['files']): string {
  const name = below(path);
  return `${name}:${lineAt(files[name] ?? '', span[0])} ${code}`;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function below(path: string): string {
  return path.slice(workspace.length + 1);
}
