import { importAt } from '../evidence/libraries/library-import.ts';
import { verdictSentences } from '../evidence/libraries/library-verdict.ts';
import type { PlaceWords } from '../evidence/timeline/who-patches.ts';
import type { FilePath } from '../facts/file-path.ts';
import { libraries, librariesOfModule, libraryName } from '../knowledge/libraries.ts';
import { removedGeventApi } from '../knowledge/removed-gevent-api.ts';
import { oldestGevent, serverRequirements } from '../knowledge/server-requirements.ts';
import { rangeHolds } from '../knowledge/version-range.ts';
import type { KnownVersion, ModuleView, ProjectDependency, ProjectView } from '../project/model.ts';
import type { Span } from '../syntax/span.ts';
import type { ProgramQuestions } from './program-answers.ts';

/** What an editor says beside a line of a dependency or lock file, or beside an import. */
export interface DependencyNote {
  readonly span: Span;
  /** The distribution, normalised; of an import the library. */
  readonly name: string;
  /** Plain text, each a whole sentence. */
  readonly sentences: readonly string[];
}

/** The dependency that is named at `offset` of a dependency file; undefined where none is. */
export function dependencyAt(
  project: ProjectView,
  path: FilePath,
  offset: number,
): ProjectDependency | undefined {
  const { dependencies } = project;
  return dependencies.find(
    ({ path: other, span }) => other === path && span[0] <= offset && offset <= span[1],
  );
}

/**
 * What is known of the dependency, or of the library that is imported, at `offset`; undefined where
 * none is named or gevent is not used.
 */
export function dependencyNote(
  { project, words, isOn }: ProgramQuestions,
  path: FilePath,
  offset: number,
): DependencyNote | undefined {
  if (!project.usesGevent || !isOn(path)) return undefined;
  const module = project.moduleAt(path);
  const imported = module && importNote(module, offset, project, words);
  if (imported !== undefined) return imported;
  const dependency = dependencyAt(project, path, offset);
  if (dependency === undefined) return undefined;
  const { name, span, extras } = dependency;
  const known = project.versionOf(name, { path });
  const sentences = [versionSentence(name, known, words)];
  if (name === 'gevent' && known !== undefined) sentences.push(...ofGevent(known, path, project));
  const rows = libraries.filter(({ distributions }) => distributions.includes(name));
  // Of what a lock file holds the extras stand where it was asked for.
  const line = dependency.kind === 'locked' ? undefined : { ...known, extras };
  sentences.push(...verdictSentences(rows, { path }, project, line));
  return { span, name, sentences };
}

/** Of an import nothing is said where no row is about the library. */
function importNote(
  module: ModuleView,
  offset: number,
  project: ProjectView,
  words: PlaceWords,
): DependencyNote | undefined {
  const at = importAt(module, offset);
  const rows = at === undefined ? [] : librariesOfModule(at.name);
  const [row] = rows;
  if (at === undefined || row === undefined) return undefined;
  const sentences = [...verdictSentences(rows, module, project)];
  if (sentences.length === 0) return undefined;
  for (const name of row.distributions) {
    const known = project.versionOf(name, module);
    if (known !== undefined) sentences.unshift(versionSentence(name, known, words));
  }
  return { span: at.span, name: libraryName(row), sentences };
}

function versionSentence(name: string, known: KnownVersion | undefined, words: PlaceWords): string {
  if (known === undefined) return `Which version of ${name} runs is not known: files do not agree.`;
  const { version, specifier, place } = known;
  const where = words.file(place.path);
  if (version !== undefined) return `${name} ${version} runs here, says ${where}.`;
  const range = specifier === undefined ? 'Any version' : `Some version ${specifier}`;
  return `${range} of ${name} may run here: ${where} leaves it open.`;
}

/** What rules know of a version of gevent: who refuses it, and what later ones no longer have. */
function ofGevent(known: KnownVersion, path: FilePath, project: ProjectView): string[] {
  const sentences: string[] = [];
  for (const server of new Set(serverRequirements.map((row) => row.server))) {
    const version = project.versionOf(server, { path })?.version;
    const needed = version === undefined ? undefined : oldestGevent(server, version);
    if (needed === undefined) continue;
    const holds = rangeHolds(`>=${needed}`, known);
    const remark = { yes: ', which this is', no: '; this is older', unknown: '' }[holds];
    sentences.push(
      `The gevent worker of ${server} ${version} asks for ${needed} or newer${remark}.`,
    );
  }
  const lost = removedGeventApi.flatMap(({ path: name, kind, removedIn }) => {
    const isLater = removedIn !== undefined && rangeHolds(`<${removedIn}`, known) === 'yes';
    return isLater && kind !== 'call' ? [`${name} (${removedIn})`] : [];
  });
  if (lost.length > 0) {
    const shown = lost.slice(0, 5).join(', ');
    const more = lost.length > 5 ? ` and ${lost.length - 5} more` : '';
    sentences.push(`Later versions no longer have ${shown}${more}.`);
  }
  return sentences;
}
