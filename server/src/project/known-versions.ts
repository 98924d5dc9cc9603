import { dependencyFolder } from '../deployment/dependency-folder.ts';
import type { Dependency, DeploymentFile } from '../deployment/deployment-file.ts';
import { normalisedName } from '../deployment/requirement.ts';
import { type FilePath, folderOf } from '../facts/file-path.ts';
import { rangeHolds } from '../knowledge/version-range.ts';
import type { KnownVersion, Place, ProjectDependency } from './model.ts';

/** A virtual environment of the workspace, by the names of what is installed in it. */
export interface InstalledEnvironment {
  /** The folder that the environment lies in: it counts for the code there and below. */
  readonly folder: FilePath;
  readonly distributions: readonly InstalledDistribution[];
}

/** A distribution that is installed. */
export interface InstalledDistribution {
  /** As its folder is named; need not be normalised. */
  readonly name: string;
  readonly version: string;
  /** The file that says so. */
  readonly path: FilePath;
}

/** What one folder says of one distribution. */
interface Said {
  readonly locked: KnownVersion[];
  readonly pinned: KnownVersion[];
  readonly installed: KnownVersion[];
  readonly declared: (KnownVersion & { readonly conditional: boolean })[];
}

/**
 * What is known of the versions of distributions: from dependency files, lock files and virtual
 * environments. Throw it away when one of them changed.
 */
export class KnownVersions {
  readonly dependencies: readonly ProjectDependency[];
  /** By folder, then by name. */
  readonly #said = new Map<FilePath, Map<string, Said>>();

  constructor(
    files: ReadonlyMap<FilePath, DeploymentFile>,
    environments: readonly InstalledEnvironment[],
  ) {
    this.dependencies = [...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([path, file]) => file.dependencies.map((one) => ({ ...one, path })));
    for (const dependency of this.dependencies) this.#add(dependency);
    for (const { folder, distributions } of environments) {
      for (const { name, version, path } of distributions) {
        const message = `${name} ${version} is installed here`;
        const place: Place = { path, span: [0, 0], message };
        this.#at(folder, normalisedName(name)).installed.push({ version, place });
      }
    }
  }

  /**
   * The version of a distribution for the code in `folder`. The nearest folder upward that says
   * something counts; where that is a range, an exact version above it may say more.
   */
  versionFor(distribution: string, folder: FilePath): KnownVersion | undefined {
    const name = normalisedName(distribution);
    let declared: KnownVersion | undefined;
    for (let at = folder; ; at = folderOf(at)) {
      const said = this.#said.get(at)?.get(name);
      if (said !== undefined) {
        const exact = exactOf(said);
        if (exact === null) return declared;
        if (exact !== undefined) {
          const fits = rangeHolds(declared?.specifier ?? '', exact) !== 'no';
          return fits ? exact : declared;
        }
        declared ??= declaredOf(said);
        // Files that do not agree: what stands above them does not settle it.
        if (declared === undefined) return undefined;
      }
      if (folderOf(at) === at) return declared;
    }
  }

  #add(dependency: ProjectDependency): void {
    const { name, path, kind, version, specifier, marker } = dependency;
    const said = this.#at(dependencyFolder(path), name);
    const place: Place = { path, span: dependency.span, message: messageOf(dependency) };
    if (version !== undefined) {
      said[kind === 'locked' ? 'locked' : 'pinned'].push({ version, place });
    } else if (kind === 'declared') {
      const range = specifier === undefined ? {} : { specifier };
      said.declared.push({ ...range, place, conditional: marker !== undefined });
    }
  }

  #at(folder: FilePath, name: string): Said {
    const names = this.#said.get(folder) ?? new Map<string, Said>();
    this.#said.set(folder, names);
    let said = names.get(name);
    if (said === undefined) {
      said = { locked: [], pinned: [], installed: [], declared: [] };
      names.set(name, said);
    }
    return said;
  }
}

function messageOf({ name, version, specifier, kind }: Dependency): string {
  if (kind === 'locked') return `${name} ${version} is locked here`;
  if (version !== undefined) return `${name} ${version} is asked for here`;
  return specifier === undefined
    ? `${name} is asked for here, in any version`
    : `${name} ${specifier} is asked for here`;
}

/** The exact version of the best rank; null where the files of that rank do not agree. */
function exactOf({ locked, pinned, installed }: Said): KnownVersion | null | undefined {
  const rank = [locked, pinned, installed].find((one) => one.length > 0);
  const [first] = rank ?? [];
  if (first === undefined) return undefined;
  return rank!.every(({ version }) => version === first.version) ? first : null;
}

/** The range that files ask for, if they agree. */
function declaredOf({ declared }: Said): KnownVersion | undefined {
  const [first] = declared;
  if (first === undefined) return undefined;
  const { conditional: _, ...known } = first;
  if (declared.every(({ specifier }) => specifier === first.specifier)) return known;
  // Those of one file hold together, unless markers choose among them.
  const path = first.place.path;
  if (declared.some(({ place, conditional }) => conditional || place.path !== path)) {
    return undefined;
  }
  const ranges = declared.flatMap(({ specifier }) => specifier ?? []);
  return { ...known, specifier: [...new Set(ranges)].join(',') };
}
