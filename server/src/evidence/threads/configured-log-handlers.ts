import type { Expression } from '../../facts/expression.ts';
import { CallQuery } from '../../project/call-query.ts';
import { EventQuery } from '../../project/event-query.ts';
import { externalCalls } from '../../project/external-calls.ts';
import type { ModuleView, ProjectView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import type { DictionaryView } from '../../project/settings/dictionary.ts';
import { dictionaryOf } from '../../project/settings/read-dictionary.ts';
import type { Span } from '../../syntax/span.ts';
import { djangoSettings } from '../libraries/django-settings.ts';
import { isSyslogOverTcp } from './slow-handler-classes.ts';

/** A handler that a configuration of logging makes and gives to a logger. */
export interface ConfiguredHandler {
  /** `logging.handlers.SMTPHandler`. */
  readonly type: string;
  /** The string that names it. */
  readonly span: Span;
}

/**
 * The handlers of some types in the dictionaries that `dictConfig()` and Django's `LOGGING` get, as
 * far as they stand in `module`. Those that another handler stands before are left out.
 */
export function configuredHandlers(
  module: ModuleView,
  project: ProjectView,
  types: RegExp,
): readonly ConfiguredHandler[] {
  if (!assignedDictionaries.isIn(module) && !givenDictionaries.isIn(module)) return [];
  const found = new Map<number, ConfiguredHandler>();
  for (const configuration of configurations(project)) {
    const handlers = sectionOf(configuration, 'handlers');
    const given = [
      ...[...sectionOf(configuration, 'loggers').values()].map(({ dictionary }) => dictionary),
      configuration.entries.get('root')?.dictionary,
    ].flatMap((logger) => textsOf(logger?.entries.get('handlers')?.value));
    const behind = [...handlers.values()].flatMap(({ dictionary }) => [
      ...textsOf(dictionary?.entries.get('handlers')?.value),
      ...textsOf(dictionary?.entries.get('target')?.value),
    ]);
    for (const [name, { dictionary }] of handlers) {
      const type = dictionary?.entries.get('class');
      if (type === undefined || type.unit.scope.module !== module) continue;
      if (!given.includes(name) || behind.includes(name)) continue;
      const value = project.valueOf(type.value, type.unit);
      if (value.kind !== 'string') continue;
      const socket = dictionary?.entries.get('socktype')?.value;
      if (!types.test(value.value) && !isSyslogOverTcp(value.value, socket)) continue;
      const start = type.value.span[0] + type.unit.start;
      const span = [start, type.value.span[1] + type.unit.start] as const;
      found.set(start, { type: value.value, span });
    }
  }
  return [...found.values()];
}

function* configurations(project: ProjectView): Iterable<DictionaryView> {
  for (const module of project.modules) {
    if (module.isTest) continue;
    for (const call of externalCalls(module, (path) => path === 'logging.config.dictConfig')) {
      const given = argumentAt(call, { position: 0, keyword: 'config' });
      if (given === undefined || isDead(call)) continue;
      const known = dictionaryOf(given.value, call.unit, project, call.span[0]);
      if (known !== undefined) yield known;
    }
  }
  const settings = project.programs.map((program) => djangoSettings(program, project));
  for (const one of new Set(settings)) {
    const known = one?.dictionary('LOGGING');
    if (typeof known === 'object') yield known;
  }
}

function sectionOf({ entries }: DictionaryView, name: string): DictionaryView['entries'] {
  return entries.get(name)?.dictionary?.entries ?? new Map();
}

/** The texts of a list; a text by itself is one. */
function textsOf(value: Expression | undefined): readonly string[] {
  if (value?.kind === 'string') return [value.value];
  if (value?.kind !== 'sequence') return [];
  return value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
}

/** Dictionaries that may be those of handlers, or hold some. */
const assignedDictionaries = new EventQuery(
  (event) => event.kind === 'assign' && namesClass(event.value),
);
const givenDictionaries = new CallQuery((call) =>
  call.arguments.some(({ keyword, value }) => keyword === 'class' || namesClass(value)),
);

function namesClass(value: Expression): boolean {
  return (
    value.kind === 'dictionary' &&
    (value.keys?.includes('class') === true || value.values.some(namesClass))
  );
}
