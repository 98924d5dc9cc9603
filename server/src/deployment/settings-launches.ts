import { type FilePath, fileName } from '../facts/file-path.ts';
import type { Span } from '../syntax/span.ts';
import type { DeploymentFile } from './deployment-file.ts';
import { Environment, variableWords } from './expand.ts';
import { unaskedGunicornConfig } from './files/gunicorn-config.ts';
import type { Launch, LaunchOption } from './launch.ts';
import { flask } from './launchers/flask.ts';
import { gunicorn } from './launchers/gunicorn.ts';
import type { Invocation, Launched } from './launchers/launcher.ts';
import { locustfileSetting, locustRuns } from './launchers/locust.ts';
import { pytestOptions, pytestRuns } from './launchers/pytest.ts';
import { uwsgi } from './launchers/uwsgi.ts';
import type { LaunchSurroundings } from './read-launches.ts';

/**
 * The launches that a file means without a command line: uWSGI's configuration, the locustfile of
 * locust.conf, plugins that pytest's options name, the application of .flaskenv, what
 * gunicorn.conf.py tells of itself.
 */
export function settingsLaunches(
  path: FilePath,
  file: DeploymentFile,
  { environment, contextIn }: LaunchSurroundings,
): readonly Launch[] {
  const { settings } = file;
  const variables = new Environment(path, [...environment, ...file.environment]);
  const call: Invocation = {
    program: '',
    script: '',
    words: [],
    at: { path, span: [0, 0] },
    environment: variables,
    folder: undefined,
    contextIn,
  };
  const launches: Launch[] = [];
  const add = (span: Span, label: string, read: (call: Invocation) => Launched | undefined) => {
    const launched = read({ ...call, at: { path, span } });
    if (launched === undefined || launched.phases.length === 0) return;
    const named = { path, span, name: '', label, folder: undefined };
    launches.push(...launchesFrom(launched, named, {}));
  };

  const ofUwsgi = settings.filter(({ section }) => section === 'uwsgi');
  const [first] = ofUwsgi;
  if (first !== undefined) {
    const span = [first.keySpan[0], Math.max(...ofUwsgi.map((one) => one.span[1]))] as const;
    const own = { path, settings: ofUwsgi };
    // Variables of an `.env` are for the command, which this file is not.
    const bare = new Environment(path, []);
    add(span, `uwsgi ${fileName(path)}`, (at) => uwsgi({ ...at, environment: bare }, own));
  }
  const section = fileName(path) === 'pyproject.toml' ? 'tool.locust' : '';
  const locustfile =
    section !== '' || /^\.?locust\.conf$/.test(fileName(path))
      ? locustfileSetting(path, settings, section)
      : undefined;
  if (locustfile !== undefined) {
    const label = `locust -f ${locustfile.value ?? '…'}`;
    add(locustfile.span, label, (at) => locustRuns(at, locustfile, { locustfile }));
  }
  const [ofGunicorn] = settings.filter(({ section: one }) => one === 'gunicorn');
  if (ofGunicorn !== undefined && fileName(path) === unaskedGunicornConfig) {
    const bare = new Environment(path, []);
    add(ofGunicorn.span, 'gunicorn', (at) => gunicorn({ ...at, environment: bare }));
  }
  const options = pytestOptions(path, settings);
  if (options.some(({ known }) => known.startsWith('-p'))) {
    add(options[0]!.span, 'pytest', (at) => pytestRuns(at, options));
  }
  const application = file.format === 'environment' ? variables.get('FLASK_APP') : undefined;
  const own = file.environment.find(({ name }) => name === 'FLASK_APP');
  if (application !== undefined && own !== undefined) {
    const words = variableWords(new Environment(path, [run(own.span)]), 'RUN');
    add(own.span, 'flask run', (at) => flask({ ...at, words }));
  }
  return launches;
}

function run(span: Span) {
  return { name: 'RUN', value: [{ text: 'run' }], span };
}

/** What is told of a launch by the file that it is read from. */
type Named = Pick<Launch, 'path' | 'span' | 'name' | 'label'> & {
  readonly folder: string | undefined;
};

/** The launches out of what a launcher says and what its file says. */
export function launchesFrom(
  launched: Launched,
  named: Named,
  options: Readonly<Record<string, LaunchOption>>,
): readonly Launch[] {
  const beside = (launched.beside ?? []).map((one) => {
    const label = `${named.label} (${one.name})`;
    return launchFrom(one.launched, { ...named, label }, options);
  });
  return [launchFrom(launched, named, options), ...beside];
}

function launchFrom(
  launched: Launched,
  { folder, ...named }: Named,
  options: Readonly<Record<string, LaunchOption>>,
): Launch {
  const { launcher, phases, greenlets } = launched;
  const runsIn = launched.folder ?? folder;
  return {
    ...named,
    ...(runsIn !== undefined && { folder: runsIn }),
    launcher,
    phases,
    greenlets,
    options: { ...options, ...launched.options },
  };
}
