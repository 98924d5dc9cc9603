import { commentDirectives } from '../comment-directives.ts';
import { type Dependency, type DeploymentFile, emptyDeploymentFile } from '../deployment-file.ts';
import { exactVersion, normalisedName, requirement } from '../requirement.ts';
import type { SourceText } from '../source-text.ts';
import { condaSpecifier } from '../tool-specifier.ts';
import { YamlFile } from '../yaml-nodes.ts';

/** Packages that conda and PyPI call the same; conda's `redis` is the server, not the client. */
const SAME_IN_CONDA: ReadonlySet<string> = new Set([
  'bcrypt',
  'celery',
  'django',
  'gevent',
  'greenlet',
  'grpcio',
  'gunicorn',
  'mysql-connector-python',
  'mysqlclient',
  'numpy',
  'pandas',
  'pexpect',
  'psycopg2',
  'pycurl',
  'pymysql',
  'pyodbc',
  'pyzmq',
  'sqlalchemy',
  'trio',
  'uvloop',
]);

const PACKAGE = /^((?:[\w./-]+::)?)([A-Za-z0-9][\w.-]*)\s*/;

/** environment.yml of conda: what its `pip` part asks for, and the packages that PyPI has, too. */
export function readCondaEnvironment(text: string): DeploymentFile {
  const file = new YamlFile(text, 'conda environment');
  const list = file.documents[0]?.get('dependencies');
  const dependencies = (list?.items ?? []).flatMap((item): Dependency[] => {
    const { scalar } = item;
    if (scalar !== undefined) return condaPackage(scalar) ?? [];
    return (item.get('pip')?.items ?? []).flatMap(({ scalar: line }) =>
      line === undefined ? [] : (requirement(line) ?? []),
    );
  });
  return {
    ...emptyDeploymentFile('conda'),
    dependencies,
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
    ...(file.problem !== undefined && { problem: file.problem }),
  };
}

function condaPackage(item: SourceText): Dependency[] | undefined {
  const { text } = item.trim();
  const line = item.trim();
  const head = PACKAGE.exec(text);
  if (head === null) return undefined;
  const [whole, channel, written] = head;
  const name = normalisedName(written!);
  if (!SAME_IN_CONDA.has(name)) return undefined;
  const specifier = condaSpecifier(text.slice(whole.length));
  const from = channel!.length;
  const end = specifier === undefined ? from + written!.length : text.length;
  return [
    {
      name,
      extras: [],
      specifier,
      version: exactVersion(specifier),
      span: line.spanOf(from, end),
      nameSpan: line.spanOf(from, from + written!.length),
      ...(specifier !== undefined && { specifierSpan: line.spanOf(whole.length, end) }),
      kind: 'declared',
    },
  ];
}
