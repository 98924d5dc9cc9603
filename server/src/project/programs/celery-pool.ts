import type { Expression } from '../../facts/expression.ts';
import { fileName } from '../../facts/file-path.ts';
import type { Event, Scope } from '../../facts/scope.ts';
import { type Span, shift } from '../../syntax/span.ts';
import { keptFor } from '../kept-answers.ts';
import type { ModuleView, UnitView } from '../model.ts';
import { settingsGiven } from './given-settings.ts';

/** Python code that gives Celery's worker the gevent pool, which by itself patches nothing. */
export interface PoolChoice {
  readonly span: Span;
  /** `worker_pool`, `CELERY_WORKER_POOL`, `worker_main()`. */
  readonly setting: string;
  /** `code`: the worker is started here; `configuration`: somewhere else. */
  readonly kind: 'configuration' | 'code';
}

/** Names that mean the worker's pool wherever a settings file assigns them. */
const SETTINGS: ReadonlySet<string> = new Set(['CELERY_WORKER_POOL', 'CELERYD_POOL']);
const SETTING = 'worker_pool';

/**
 * The places of a module that choose the gevent pool, in text order: settings, `app.conf`, and
 * command lines for `worker_main()` or `start()`. Measured with celery 5.7.0.
 */
export function poolChoices(module: ModuleView): readonly PoolChoice[] {
  return keptFor(module, 'celery pool choices', () => {
    if (!mentionsCelery(module)) return [];
    const found: PoolChoice[] = [];
    const isConfiguration = fileName(module.path) === 'celeryconfig.py';
    for (const scope of module.scopes) {
      for (const unit of scope.units) {
        found.push(...settingsIn(unit, scope.kind === 'module', isConfiguration));
        found.push(...callsIn(unit));
      }
    }
    return found;
  });
}

/** Told by the facts alone, which is cheap. Settings files need not import celery. */
function mentionsCelery({ facts }: ModuleView): boolean {
  return facts.statements.some(({ unit }) => importsCelery(unit) || unit.events.some(namesSetting));
}

function importsCelery({ events, children }: Scope): boolean {
  return (
    events.some((event) => {
      if (event.kind === 'import') return event.names.some(({ module }) => isCelery(module));
      return event.kind === 'from-import' && (event.level > 0 || isCelery(event.module));
    }) || children.some((child) => importsCelery(child.scope))
  );
}

function isCelery(name: string): boolean {
  return /^celery(?:\.|$)/.test(name);
}

function namesSetting(event: Event): boolean {
  if (event.kind !== 'assign') return false;
  return event.targets.some(
    (target) => target.kind === 'name' && (SETTINGS.has(target.name) || target.name === SETTING),
  );
}

function* settingsIn(
  unit: UnitView,
  atTop: boolean,
  isConfiguration: boolean,
): Iterable<PoolChoice> {
  for (const { event, span } of unit.events) {
    if (event.kind !== 'assign' || !isGevent(event.value)) continue;
    for (const target of event.targets) {
      if (target.kind === 'name' && atTop) {
        const known = SETTINGS.has(target.name) || (isConfiguration && target.name === SETTING);
        if (known) yield { span, setting: target.name, kind: 'configuration' };
      } else if (target.kind === 'attribute' && target.name === SETTING && isConf(target.base)) {
        yield { span, setting: SETTING, kind: 'configuration' };
      } else if (target.kind === 'subscript' && isConf(target.base)) {
        const key = target.index.kind === 'string' ? target.index.value : '';
        if (isPool(key)) yield { span, setting: key, kind: 'configuration' };
      }
    }
  }
}

function* callsIn(unit: UnitView): Iterable<PoolChoice> {
  for (const { call, span } of unit.calls) {
    const { callee } = call;
    if (callee.kind !== 'attribute') continue;
    if (takesSettings(callee)) {
      for (const [key, value] of settingsGiven(call, unit.facts)) {
        if (!isPool(key) || !isGevent(value)) continue;
        yield { span: shift(value.span, unit.start), setting: key, kind: 'configuration' };
      }
    } else if (callee.name === 'worker_main' || callee.name === 'start') {
      const words = call.arguments.find(({ keyword }) => (keyword ?? 'argv') === 'argv')?.value;
      if (words !== undefined && asksForGevent(words)) {
        yield { span, setting: `${callee.name}()`, kind: 'code' };
      }
    }
  }
}

/** `app.conf.update(…)`, `app.config_from_object({…})`, `app.add_defaults({…})`. */
export function takesSettings({ name, base }: Extract<Expression, { kind: 'attribute' }>): boolean {
  if (name === 'update') return isConf(base);
  return name === 'config_from_object' || name === 'add_defaults';
}

function isPool(key: string): boolean {
  return key === SETTING || SETTINGS.has(key);
}

/** `app.conf`. */
export function isConf(expression: Expression): boolean {
  return expression.kind === 'attribute' && expression.name === 'conf';
}

function isGevent(value: Expression): boolean {
  return value.kind === 'string' && value.value === 'gevent';
}

/** `["worker", "-P", "gevent"]` and its other spellings. */
function asksForGevent(words: Expression): boolean {
  if (words.kind !== 'sequence') return false;
  const texts = words.items.map((item) => (item.kind === 'string' ? item.value : ''));
  return (
    texts.includes('worker') &&
    texts.some(
      (text, at) =>
        /^(?:-P=?|--pool=)gevent$/.test(text) ||
        (/^(?:-P|--pool)$/.test(text) && texts[at + 1] === 'gevent'),
    )
  );
}
