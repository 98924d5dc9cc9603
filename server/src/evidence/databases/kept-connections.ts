import type { Expression } from '../../facts/expression.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type { ModuleView, Place, ProjectView, UnitView } from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import type { Entry } from '../../project/settings/dictionary.ts';
import type { Span } from '../../syntax/span.ts';
import { knownNumber } from '../blocking/known-size.ts';
import { djangoSettings, namedSettings } from '../libraries/django-settings.ts';
import { sharesConnections } from './leaking-greenlets.ts';

/** A setting by which Django keeps the connection of each request's greenlet open. */
export interface KeptConnections {
  /** The number of seconds, or None. */
  readonly span: Span;
  readonly related: readonly Place[];
}

/**
 * Where the settings in `module` ask for persistent connections (`CONN_MAX_AGE`, dj-database-url's
 * `conn_max_age`) and gunicorn's gevent worker serves: each client has a greenlet of its own there,
 * and Django keeps connections by greenlet.
 */
export function* keptConnections(
  module: ModuleView,
  project: ProjectView,
): Iterable<KeptConnections> {
  if (!project.usesGevent || module.isTest || !mayKeep(module)) return;
  if (sharesConnections(module, project)) return;
  const said = new Set<number>();
  for (const program of project.programs) {
    if (program.greenlets !== 'yes' || program.launch?.launcher !== 'gunicorn') continue;
    const settings = djangoSettings(program, project);
    if (settings === undefined) continue;
    for (const { entry, settings: database } of namedSettings('DATABASES', settings).known) {
      const engine = database?.entries.get('ENGINE');
      if (engine !== undefined && !mayPersist(engine, project)) continue;
      const age = database?.entries.get('CONN_MAX_AGE') ?? ageGiven(entry);
      if (age === undefined || age.unit.scope.module !== module || !isKept(age, project)) continue;
      const span = [
        age.value.span[0] + age.unit.start,
        age.value.span[1] + age.unit.start,
      ] as const;
      if (said.has(span[0])) continue;
      said.add(span[0]);
      yield { span, related: program.learnt };
    }
  }
}

interface Age {
  readonly value: Expression;
  readonly unit: UnitView;
}

/** SQLite needs no server, and the backends of other people may share their connections. */
function mayPersist({ value, unit }: Entry, project: ProjectView): boolean {
  const known = project.valueOf(value, unit);
  return (
    known.kind === 'string' &&
    /^django\.(?:contrib\.gis\.)?db\.backends\.(?:mysql|oracle|postgresql|postgis)$/.test(
      known.value,
    )
  );
}

function isKept({ value, unit }: Age, project: ProjectView): boolean {
  const known = project.valueOf(value, unit);
  if (known.kind === 'constant') return known.value === 'None';
  const seconds = knownNumber({ expression: value, unit }, project);
  return seconds !== undefined && seconds > 0;
}

/** `dj_database_url.config(conn_max_age=600)`. */
function ageGiven({ value, unit }: Entry): Age | undefined {
  const call = value.kind === 'call' ? unit.calls[value.call] : undefined;
  if (call?.path === undefined || !/^dj_database_url\.(?:config|parse)$/.test(call.path)) return;
  const given = argumentAt(call, { keyword: 'conn_max_age' });
  return given && { value: given.value, unit };
}

const key = /^conn_max_age$/i;

/** Whether the module says anything of persistent connections. */
function mayKeep(module: ModuleView): boolean {
  const says = (value: Expression): boolean =>
    value.kind === 'dictionary' &&
    (value.keys?.some((one) => one !== null && key.test(one)) === true || value.values.some(says));
  return keptFor(module, 'may keep connections', () =>
    module.scopes
      .flatMap(({ units }) => units)
      .some(
        ({ facts: { events, calls } }) =>
          calls.some(({ arguments: given }) =>
            given.some(({ keyword, value }) => key.test(keyword ?? '') || says(value)),
          ) ||
          events.some(
            (event) =>
              event.kind === 'assign' &&
              (says(event.value) ||
                event.targets.some(
                  (target) =>
                    target.kind === 'subscript' &&
                    target.index.kind === 'string' &&
                    key.test(target.index.value),
                )),
          ),
      ),
  );
}
