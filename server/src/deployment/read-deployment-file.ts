import { type FilePath, folderOf } from '../facts/file-path.ts';
import {
  type DeploymentFile,
  type DeploymentFormat,
  emptyDeploymentFile,
} from './deployment-file.ts';
import { readAzurePipeline } from './files/azure-pipeline.ts';
import { readGithubWorkflow, readGitlabPipeline } from './files/ci.ts';
import { readCircleci } from './files/circleci.ts';
import { readCircus } from './files/circus.ts';
import { readCompose } from './files/compose.ts';
import { readCondaEnvironment } from './files/conda.ts';
import { readDockerfile } from './files/dockerfile.ts';
import { readEnvironmentFile } from './files/environment-file.ts';
import { readGunicornConfig } from './files/gunicorn-config.ts';
import { readJustfile } from './files/justfile.ts';
import { readKubernetes } from './files/kubernetes.ts';
import { readLaunchJson } from './files/launch-json.ts';
import { readPipfileLock, readTomlLock } from './files/lock.ts';
import { readMakefile } from './files/makefile.ts';
import { readPathConfiguration } from './files/path-configuration.ts';
import { readPipfile } from './files/pipfile.ts';
import { readProcfile } from './files/procfile.ts';
import { readPyproject } from './files/pyproject.ts';
import {
  readAirflowCfg,
  readLocustConf,
  readLoggingIni,
  readSetupCfg,
  readTestIni,
} from './files/python-ini.ts';
import { readRequirements } from './files/requirements.ts';
import { readSetupPy } from './files/setup-py.ts';
import { readShellScript } from './files/shell-script.ts';
import { readSupervisor } from './files/supervisor.ts';
import { readSystemd } from './files/systemd.ts';
import { readUwsgiIni, readUwsgiYaml } from './files/uwsgi.ts';
import { readUwsgiXml } from './files/uwsgi-xml.ts';
import { madeByTemplate, withoutTemplate } from './template-text.ts';

/** Longer files were written by programs; nothing in them starts a process of the workspace. */
const LONGEST = 300_000;

/** Lock files are read by readers that pass over most of the text. */
const LONGEST_LOCK = 8_000_000;

type Read = (text: string) => DeploymentFile;

/** How files are recognized: the first row whose pattern fits the path counts. */
const kinds: readonly (readonly [path: RegExp, format: DeploymentFormat, read: Read])[] = [
  [/(^|\/)Procfile(\.[^/]+)?$/, 'procfile', readProcfile],
  [
    /(^|\/)((Docker|Container)file([.-](?!.*\.?py$)[^/]*)?|([^/]+\.)?([Dd]ocker|[Cc]ontainer)file)$/,
    'dockerfile',
    readDockerfile,
  ],
  [/(^|\/)(docker-)?compose([.-][^/]*)?\.ya?ml$/, 'compose', readCompose],
  [/(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/, 'ci', readGithubWorkflow],
  [/(^|\/)\.gitlab-ci\.ya?ml$/, 'ci', readGitlabPipeline],
  [/(^|\/)\.circleci\/[^/]+\.ya?ml$/, 'ci', readCircleci],
  [
    /(^|\/)(azure-pipelines?[^/]*|\.?azure-pipelines\/([^/]+\/)*[^/]+)\.ya?ml$/,
    'ci',
    readAzurePipeline,
  ],
  [/(^|\/)uwsgi[^/]*\.(ya?ml|json)$/i, 'uwsgi', readUwsgiYaml],
  [/(^|\/)uwsgi[^/]*\.xml$/i, 'uwsgi', readUwsgiXml],
  [/(^|\/)\.vscode\/launch\.json$/, 'launch-json', readLaunchJson],
  [
    /(^|\/)([^/]*requirements[^/]*|constraints[^/]*|requirements\/[^/]+)\.(txt|in)$/,
    'requirements',
    readRequirements,
  ],
  [/(^|\/)Pipfile$/, 'pipfile', readPipfile],
  [/(^|\/)Pipfile\.lock$/, 'lock', readPipfileLock],
  [/(^|\/)((poetry|uv|pdm)\.lock|pylock(\.[^/.]+)?\.toml)$/, 'lock', readTomlLock],
  [/(^|\/)environment[^/]*\.ya?ml$/, 'conda', readCondaEnvironment],
  [/(^|\/)pyproject\.toml$/, 'python-project', readPyproject],
  [/(^|\/)setup\.cfg$/, 'python-project', readSetupCfg],
  [/(^|\/)setup\.py$/, 'python-project', readSetupPy],
  [/(^|\/)gunicorn\.conf\.py$/, 'tool-configuration', readGunicornConfig],
  [/(^|\/)(\.?pytest|tox)\.ini$/, 'test-configuration', readTestIni],
  [/(^|\/)\.?locust\.conf$/, 'tool-configuration', readLocustConf],
  [/(^|\/)airflow\.cfg$/, 'tool-configuration', readAirflowCfg],
  [/\.service$|\.service\.d\/[^/]+\.conf$/, 'systemd', readSystemd],
  [/(^|\/)\.env\.(example|sample|template|dist)$/, 'environment', () => none('environment')],
  [/(^|\/)(\.env(\.[^/]+)?|\.flaskenv|[^/]+\.env)$/, 'environment', readEnvironmentFile],
  [/\.pth$/, 'path-configuration', readPathConfiguration],
  [/\.(sh|bash)$|(^|\/)(docker-)?entrypoint[^/.]*$/, 'shell', readShellScript],
  [/(^|\/)(GNUmakefile|[Mm]akefile)$|\.mk$/, 'makefile', readMakefile],
  [/(^|\/)\.?[Jj]ustfile$|\.just$/, 'makefile', readJustfile],
  [/(^|\/)uwsgi[^/]*\.ini$/i, 'uwsgi', readUwsgiIni],
  [/(^|\/)circus[^/]*\.ini$/i, 'circus', readCircus],
  [/(^|\/)supervisor[^/]*\.(conf|ini)$/i, 'supervisor', readSupervisor],
  [/\.(ini|conf)$|(^|\/)[^/]*log[^/]*\.cfg$/, 'tool-configuration', readUnknownIni],
  [/\.ya?ml$/, 'kubernetes', readUnknownYaml],
];

/** A file that many tools write: its sections tell which one did. */
function readUnknownIni(text: string): DeploymentFile {
  const section = /^\s*\[(?:((?:fcgi-)?program:|supervisord\])|(watcher:)|(uwsgi\]))/m.exec(text);
  if (section === null) {
    return /^\s*\[handlers\]/m.test(text) ? readLoggingIni(text) : none('tool-configuration');
  }
  if (section[1] !== undefined) return readSupervisor(text);
  return section[2] === undefined ? readUwsgiIni(text) : readCircus(text);
}

/** A manifest, or services that a compose file extends: by themselves these start nothing. */
function readUnknownYaml(text: string): DeploymentFile {
  if (!/^services[ \t]*:/m.test(text)) return readKubernetes(text);
  const { commands, bases = [], problem } = readCompose(text);
  if (problem !== undefined) return none('kubernetes');
  return { ...none('compose'), bases: [...commands, ...bases] };
}

/**
 * Which deployment file this is, by its name and folder; undefined: none that is read. Files that
 * many tools share (`*.yaml`, `*.ini`) are named after the most likely one; what they turn out to
 * be stands in the `format` of what was read.
 */
export function deploymentFormat(path: FilePath): DeploymentFormat | undefined {
  return kindOf(path)?.[1];
}

/** The length, in UTF-16 units, up to which a file of this name is read. */
export function longestText(path: FilePath): number {
  return deploymentFormat(path) === 'lock' ? LONGEST_LOCK : LONGEST;
}

/** Reads a deployment file. Never throws: a broken file says so in `problem`. */
export function readDeploymentFile(path: FilePath, text: string): DeploymentFile {
  const kind = kindOf(path);
  if (kind === undefined) return none('environment');
  const [, format, read] = kind;
  // A NUL: no text at all.
  if (text.length > longestText(path) || text.slice(0, 8000).includes('\0')) return none(format);
  try {
    return read(text);
  } catch {
    // Only a parser that met what it was not made for ends here.
    return { ...none(format), problem: { message: 'This file could not be read.', span: [0, 0] } };
  }
}

/**
 * The folder from which the relative folders of a deployment file count: its own one, but for
 * files that tools keep in a folder of theirs (`.vscode`, `.github/workflows`, `.circleci`) the
 * one above.
 */
export function projectFolder(path: FilePath): FilePath {
  const above = /^(.*?)\/\.(?:vscode|circleci|azure-pipelines|github\/workflows)\/[^/]+$/.exec(
    path,
  )?.[1];
  return above === undefined ? folderOf(path) : above || '/';
}

function kindOf(path: FilePath): (typeof kinds)[number] | undefined {
  const made = madeByTemplate(path);
  const kind = kinds.find(([pattern]) => pattern.test(made ?? path));
  if (made === undefined || kind === undefined) return kind;
  const [pattern, format, read] = kind;
  return ofTemplates.has(format)
    ? [pattern, format, (text) => read(withoutTemplate(text))]
    : undefined;
}

/** Formats that are often templates, and whose readers take a file line by line. */
const ofTemplates: ReadonlySet<DeploymentFormat> = new Set([
  'circus',
  'procfile',
  'shell',
  'supervisor',
  'systemd',
  'tool-configuration',
  'uwsgi',
]);

function none(format: DeploymentFormat): DeploymentFile {
  return emptyDeploymentFile(format);
}
