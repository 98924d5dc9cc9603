import { patchFunction } from '../../knowledge/patch-functions.ts';
import { parseCommandLine } from '../command-line.ts';
import type { Setting } from '../deployment-file.ts';
import { type Argument, splitWords, variableWords } from '../expand.ts';
import type { LaunchContext, LaunchPlace, Phase } from '../launch.ts';
import {
  type Invocation,
  importsFile,
  importsModule,
  isDotted,
  type Launched,
  patches,
} from './launcher.ts';

/** Where pytest keeps its options: the first file that has the section counts. */
const CONFIGURATIONS: readonly (readonly [file: string, sections: readonly string[]])[] = [
  ['pytest.ini', ['pytest']],
  ['.pytest.ini', ['pytest']],
  ['pyproject.toml', ['tool.pytest.ini_options', 'tool.pytest']],
  ['tox.ini', ['pytest']],
  ['setup.cfg', ['tool:pytest']],
];

/**
 * pytest: `-p` of the configuration, of PYTEST_ADDOPTS and of the command line, then installed
 * plugins, PYTEST_PLUGINS, the root's conftest.py and the tests (measured with 9.2.0).
 * pytest-gevent patches before all of it, except for what GEVENT_PYTEST_PATCH_ALL_NO_* names.
 */
export function pytest(call: Invocation): Launched {
  const context = call.contextIn(call.folder);
  return pytestRuns(call, [
    ...configuredWords(context),
    ...variableWords(call.environment, 'PYTEST_ADDOPTS'),
    ...call.words,
  ]);
}

/** The options of a section `addopts` that pytest reads. */
export function pytestOptions(
  path: LaunchPlace['path'],
  settings: readonly Setting[],
): readonly Argument[] {
  const sections = new Set(CONFIGURATIONS.flatMap(([, names]) => names));
  const from = path.slice(path.lastIndexOf('/') + 1);
  return settings
    .filter(({ section, key }) => sections.has(section) && key === 'addopts')
    .flatMap(({ value, span }): readonly Argument[] =>
      value === undefined
        ? [{ path, span, from, text: undefined, known: '' }]
        : splitWords(value).map((text) => ({ path, span, from, text, known: text })),
    );
}

/** A test session with these options. */
export function pytestRuns(call: Invocation, words: readonly Argument[]): Launched {
  const context = call.contextIn(call.folder);
  const line = parseCommandLine(words, { launcher: 'pytest', unlisted: 'nothing' });
  const plugins = line.options.flatMap(([name, option]): Phase[] =>
    name === 'plugin' && isDotted(option.value) ? [importsModule(option, option.value)] : [],
  );
  const variable = call.environment.get('PYTEST_PLUGINS');
  const named = (variable?.value ?? '').split(',').map((name) => name.trim());
  const conftest =
    context.settingsFile('conftest.py') !== undefined &&
    !line.options.some(([name]) => name === 'noconftest');
  return {
    launcher: 'pytest',
    phases: [
      ...(call.program === 'pytest-gevent' ? [pytestGevent(call)] : []),
      ...plugins,
      ...named.flatMap((name) =>
        variable !== undefined && isDotted(name) ? [importsModule(variable, name)] : [],
      ),
      ...(conftest ? [importsFile(call.at, 'conftest.py')] : []),
    ],
    greenlets: 'no',
    options: {},
  };
}

function configuredWords(context: LaunchContext): readonly Argument[] {
  for (const [file, sections] of CONFIGURATIONS) {
    const found = context.deploymentSettings(file);
    if (found?.settings.some(({ section }) => sections.includes(section)) !== true) continue;
    return pytestOptions(
      found.path,
      found.settings.filter(({ section }) => sections.includes(section)),
    );
  }
  return [];
}

/** `GEVENT_PYTEST_PATCH_ALL_NO_SOCKET=anything` leaves `socket` out. */
function pytestGevent({ at, environment }: Invocation): Phase {
  const all = patchFunction('gevent.monkey.patch_all')?.parts ?? [];
  const left = all.filter(
    (part) => environment.get(`GEVENT_PYTEST_PATCH_ALL_NO_${part.toUpperCase()}`) === undefined,
  );
  return patches(at, 'pytest-gevent', true, left.length === all.length ? undefined : left);
}
