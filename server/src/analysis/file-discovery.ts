import ignore, { type Ignore } from 'ignore';
import { deploymentFormat } from '../deployment/read-deployment-file.ts';
import {
  type FilePath,
  fileName,
  inFolder,
  isNamedWithoutEnding,
  relativeTo,
} from '../facts/file-path.ts';
import { foldersUpward } from './folders-above.ts';
import { mayBeEnvironment } from './installed-versions.ts';
import { FileProblem, type FolderEntry, type Workspace } from './workspace.ts';

/** What lies under a folder and concerns us. */
export interface DiscoveredFiles {
  /** Python files, sorted by path; links are not among them. */
  readonly python: readonly FilePath[];
  /** Files that only their first line can tell to be Python; sorted by path. */
  readonly candidates: readonly FilePath[];
  /** Files that start, or configure, processes; sorted by path. */
  readonly deployment: readonly FilePath[];
  /** Symbolic links to files, and what they lead to. */
  readonly links: ReadonlyMap<FilePath, FilePath>;
  /** Files that show where a project of its own begins (see `findRoots`). */
  readonly marks: readonly FilePath[];
  /** Folders that are virtual environments, or are called as these are; sorted by path. */
  readonly environments: readonly FilePath[];
  /** Folders that could not be listed, with one line each. */
  readonly problems: readonly { readonly path: FilePath; readonly message: string }[];
}

/** Folders that never hold a project's own code. */
const leftOut: ReadonlySet<string> = new Set(
  (
    '__pycache__ .git .hg .svn .tox .nox .eggs .mypy_cache .pytest_cache .ruff_cache .ipynb_checkpoints ' +
    '.venv .direnv .pyenv .pixi node_modules __pypackages__ site-packages dist-packages build dist ' +
    '_vendor _vendored vendor vendored third_party thirdparty typeshed .idea .vscode-test'
  ).split(' '),
);

/** Left out but for what lies directly in it: the launch configurations of the editor. */
const launchFolder = '.vscode';

/** The largest .gitignore that is read, in bytes. */
const largestIgnoreFile = 1 << 20;

/** Whether a file is Python source by its name. */
export function isPythonFile(path: FilePath): boolean {
  return /\.pyw?$/i.test(path);
}

/** Whether a file says, by its name and place, how processes are started. */
export function isDeploymentFile(path: FilePath): boolean {
  return deploymentFormat(path) !== undefined;
}

/**
 * Whether only its first line can tell that a file is Python: its name has no ending, and means
 * nothing else.
 */
export function isScriptCandidate(path: FilePath): boolean {
  return isNamedWithoutEnding(path) && !isDeploymentFile(path);
}

/** Whoever asked for files: what it wants to hear, and to leave out. */
export interface DiscoveryGuide {
  /** Told of each folder, outermost first, before its entries are judged. */
  entered(folder: FilePath, names: ReadonlySet<string>): Promise<void>;
  /** Files and folders to leave out beyond what is always left out. */
  isExcluded(path: FilePath): boolean;
  /** Awaited between folders. */
  pause(): Promise<void> | undefined;
}

const marks = /^(?:pyproject\.toml|setup\.py|setup\.cfg|requirements\.txt|manage\.py)$/;

/**
 * Lists what lies under `root`. Left out: what .gitignore files name (those of the repository
 * above the root included), virtual environments, folders of tools, vendored and built code,
 * and what the guide excludes.
 */
export async function discoverFiles(
  workspace: Workspace,
  root: FilePath,
  guide: DiscoveryGuide,
): Promise<DiscoveredFiles> {
  const python: FilePath[] = [];
  const candidates: FilePath[] = [];
  const deployment: FilePath[] = [];
  const links = new Map<FilePath, FilePath>();
  const markFiles: FilePath[] = [];
  const environments = new Set<FilePath>();
  const problems: { path: FilePath; message: string }[] = [];

  const visit = async (folder: FilePath, inherited: readonly IgnoreFile[]): Promise<void> => {
    await guide.pause();
    let entries: readonly FolderEntry[];
    try {
      entries = await workspace.list(folder);
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      // Deleted while we were on the way to it: then it is not there.
      if (error.problem === 'gone' && folder !== root) return;
      problems.push({ path: folder, message: error.message });
      return;
    }
    const names = new Set(entries.map((entry) => entry.name));
    if (folder !== root && isEnvironment(names)) {
      environments.add(folder);
      return;
    }
    await guide.entered(folder, names);
    const own = names.has('.gitignore') ? await readIgnoreFile(workspace, folder) : undefined;
    const ignores = own === undefined ? inherited : [...inherited, own];
    const inLaunchFolder = folder !== root && fileName(folder) === launchFolder;
    for (const entry of entries) {
      const path = inFolder(folder, entry.name);
      const isFolder = entry.kind === 'folder';
      if (!isFolder && marks.test(entry.name)) markFiles.push(path);
      const isPython = !isFolder && !inLaunchFolder && isPythonFile(entry.name);
      const isDeployment = !isFolder && isDeploymentFile(path);
      const isCandidate =
        !isFolder && !inLaunchFolder && entry.target === undefined && isScriptCandidate(path);
      if (!isFolder && !isPython && !isDeployment && !isCandidate) continue;
      if (isFolder && mayBeEnvironment(entry.name)) environments.add(path);
      if (isFolder && (inLaunchFolder || isLeftOutFolder(entry.name))) continue;
      if (isIgnored(path, isFolder, ignores) || guide.isExcluded(path)) continue;
      if (isFolder) await visit(path, ignores);
      else if (isPython && entry.target !== undefined) links.set(path, entry.target);
      else if (isPython) python.push(path);
      else if (isCandidate) candidates.push(path);
      if (isDeployment && !isSecondName(root, entry)) deployment.push(path);
    }
  };
  await visit(root, await ignoresAbove(workspace, root));
  return {
    python: python.sort(),
    candidates: candidates.sort(),
    links,
    deployment: deployment.sort(),
    marks: markFiles,
    environments: [...environments].sort(),
    problems,
  };
}

/** A link to a deployment file that is listed under its own name. */
function isSecondName(root: FilePath, { target }: FolderEntry): boolean {
  return target !== undefined && isDeploymentFile(target) && relativeTo(root, target) !== undefined;
}

/**
 * Whether a file or folder under `root` that came into being later belongs to it, by the same
 * rules. Of a script candidate the first line is still to be read.
 */
export async function isDiscoverable(
  workspace: Workspace,
  root: FilePath,
  path: FilePath,
  kind: FolderEntry['kind'],
  guide: DiscoveryGuide,
): Promise<boolean> {
  const relative = relativeTo(root, path);
  if (relative === undefined) return false;
  const isDeployment = isDeploymentFile(path);
  if (kind === 'file' && !isPythonFile(path) && !isDeployment && !isScriptCandidate(path)) {
    return false;
  }
  const ignores = [...(await ignoresAbove(workspace, root))];
  const parts = relative.split('/');
  const lastLaunchFolder = parts.length - (kind === 'folder' ? 1 : 2);
  let folder = root;
  for (const [index, part] of parts.entries()) {
    const own = await readIgnoreFile(workspace, folder);
    if (own !== undefined) ignores.push(own);
    const inner = inFolder(folder, part);
    const isFolder = kind === 'folder' || index < parts.length - 1;
    if (isFolder && isLeftOutFolder(part)) return false;
    if (part === launchFolder && isFolder && index < lastLaunchFolder) return false;
    if (part === launchFolder && kind === 'file' && !isDeployment) return false;
    if (isIgnored(inner, isFolder, ignores) || guide.isExcluded(inner)) return false;
    if (isFolder && (await isEnvironmentFolder(workspace, inner))) return false;
    folder = inner;
  }
  return true;
}

async function isEnvironmentFolder(workspace: Workspace, folder: FilePath): Promise<boolean> {
  try {
    return isEnvironment(new Set((await workspace.list(folder)).map((entry) => entry.name)));
  } catch (error) {
    if (error instanceof FileProblem) return false;
    throw error;
  }
}

function isLeftOutFolder(name: string): boolean {
  return leftOut.has(name) || name.endsWith('.egg-info');
}

/** A virtual environment: venv and virtualenv write pyvenv.cfg, conda its own folder. */
function isEnvironment(names: ReadonlySet<string>): boolean {
  return names.has('pyvenv.cfg') || names.has('conda-meta');
}

interface IgnoreFile {
  readonly folder: FilePath;
  readonly rules: Ignore;
}

async function readIgnoreFile(
  workspace: Workspace,
  folder: FilePath,
): Promise<IgnoreFile | undefined> {
  try {
    const bytes = await workspace.read(inFolder(folder, '.gitignore'), largestIgnoreFile);
    return { folder, rules: ignore().add(textOf(bytes)) };
  } catch (error) {
    if (error instanceof FileProblem) return undefined;
    throw error;
  }
}

/** Bytes as text, each byte a character: patterns with other letters match byte names only. */
function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return decodeURIComponent(escapeBytes(text));
}

function escapeBytes(text: string): string {
  const escaped = text.replace(
    /[^ -$&-~\t\r\n]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  try {
    decodeURIComponent(escaped);
    return escaped;
  } catch {
    return encodeURIComponent(text);
  }
}

/** The .gitignore files between the root and the repository that holds it, outermost first. */
async function ignoresAbove(workspace: Workspace, root: FilePath): Promise<readonly IgnoreFile[]> {
  const found: IgnoreFile[] = [];
  let inRepository = false;
  for (const folder of foldersUpward(root)) {
    try {
      const entries = await workspace.list(folder);
      if (folder !== root && entries.some((entry) => entry.name === '.gitignore')) {
        const file = await readIgnoreFile(workspace, folder);
        if (file !== undefined) found.unshift(file);
      }
      inRepository = entries.some((entry) => entry.name === '.git');
      if (inRepository) break;
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      break;
    }
  }
  // No repository holds the root: files in the folders above it mean nothing here.
  if (!inRepository) return [];
  // A folder that somebody names is read although the repository ignores it.
  return isIgnored(root, true, found) ? [] : found;
}

/** Git's way: the innermost file that speaks of a path decides. */
function isIgnored(path: FilePath, isFolder: boolean, files: readonly IgnoreFile[]): boolean {
  for (let index = files.length - 1; index >= 0; index -= 1) {
    const file = files[index]!;
    const relative = relativeTo(file.folder, path);
    if (relative === undefined || relative === '') continue;
    const verdict = file.rules.test(isFolder ? `${relative}/` : relative);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
