import type { Argument, Expression } from '../../facts/expression.ts';
import { positionalParameters } from '../../knowledge/patch-functions.ts';

/** Every keyword of one `patch_all()`, on or off. */
export type PatchSettings = ReadonlyMap<string, boolean>;

const parameters = positionalParameters('gevent.monkey.patch_all');
/** Those that do nothing are the matter of another rule. */
const used = parameters.filter(({ status }) => status === 'used');

/**
 * What a call of `patch_all` asks for, defaults included, as gevent compares it with earlier
 * calls (it leaves out keywords that it does not know). Undefined where arguments hide it.
 */
export function patchSettings(given: readonly Argument[]): PatchSettings | undefined {
  const settings = new Map(used.map((row) => [row.keyword, row.default ?? true]));
  let position = 0;
  for (const { keyword, star, value } of given) {
    const on = truth(value);
    const name = keyword ?? parameters[position++]?.keyword;
    if (star !== undefined || name === undefined) return undefined;
    if (!settings.has(name)) continue;
    if (on === undefined) return undefined;
    settings.set(name, on);
  }
  return settings;
}

/** What a launcher's call asks for that patches these parts; undefined: a plain `patch_all()`. */
export function settingsOfParts(parts: readonly string[] | undefined): PatchSettings {
  return new Map(
    used.map(({ keyword, part, default: on = true }) => [
      keyword,
      parts === undefined || part === undefined ? on : parts.includes(part),
    ]),
  );
}

/** What two calls ask for together. */
export function united(one: PatchSettings, other: PatchSettings): PatchSettings {
  return new Map([...one].map(([name, on]) => [name, on || other.get(name) === true]));
}

/** The truth of a literal; undefined for anything else. */
function truth(value: Expression): boolean | undefined {
  if (value.kind === 'constant' && value.value !== 'None') return value.value === 'True';
  if (value.kind === 'number' && /^[01]$/.test(value.text)) return value.text === '1';
  return undefined;
}
