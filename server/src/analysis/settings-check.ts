import { closest } from '../knowledge/spelling.ts';
import type { RuleList } from './rule-list.ts';
import type { Settings } from './settings.ts';
import { fileKey, type SettingSchema, settingsSchema, severityChoices } from './settings-schema.ts';

/** Something wrong in settings as somebody wrote them. */
export interface SettingProblem {
  /** Keys and indices from the settings' own table down to what is wrong. */
  readonly path: readonly (string | number)[];
  /** True: the key is wrong, not its value. */
  readonly atKey: boolean;
  /** A sentence that names what is wrong and what is right. */
  readonly message: string;
}

/** The settings that could be understood, and what could not. */
export interface CheckedSettings {
  readonly settings: Partial<Settings>;
  readonly problems: readonly SettingProblem[];
}

/**
 * Reads settings of unknown shape. A wrong key or value costs that key alone; a wrong element
 * of a list costs that element alone. `source` says how keys are spelt there.
 */
export function checkSettings(
  raw: unknown,
  source: 'file' | 'editor',
  rules: RuleList,
): CheckedSettings {
  if (!isTable(raw)) {
    return {
      settings: {},
      problems: [{ path: [], atKey: true, message: 'The settings must be a table.' }],
    };
  }
  const schemas = new Map(
    settingsSchema
      .filter((schema) => schema.inFile)
      .map((schema) => [source === 'file' ? fileKey(schema.key) : schema.key, schema]),
  );
  const settings: Record<string, unknown> = {};
  const problems: SettingProblem[] = [];
  for (const [key, value] of Object.entries(raw)) {
    const schema = schemas.get(key);
    if (schema === undefined) {
      if (source === 'file') problems.push(unknownKey(key, [...schemas.keys()]));
      continue;
    }
    // An editor sends null for what is not set.
    if (value === undefined || value === null) continue;
    const complain = (message: string, path: readonly (string | number)[] = [], atKey = false) =>
      problems.push({ path: [key, ...path], atKey, message });
    const understood = readValue(key, schema, value, rules, complain);
    if (understood !== undefined) settings[schema.key] = understood;
  }
  return { settings: settings as Partial<Settings>, problems };
}

type Complain = (message: string, path?: readonly (string | number)[], atKey?: boolean) => void;

function readValue(
  key: string,
  schema: SettingSchema,
  value: unknown,
  rules: RuleList,
  complain: Complain,
): unknown {
  const { type } = schema;
  switch (type.kind) {
    case 'boolean':
      if (typeof value === 'boolean') return value;
      complain(`\`${key}\` must be true or false.`);
      return undefined;
    case 'choice':
      if (type.choices.some((choice) => choice.value === value)) return value;
      complain(`\`${key}\` must be ${oneOf(type.choices.map((choice) => choice.value))}.`);
      return undefined;
    case 'number':
      if (typeof value === 'number' && value >= type.minimum && value <= type.maximum) return value;
      complain(`\`${key}\` must be a number from ${type.minimum} to ${type.maximum}.`);
      return undefined;
    case 'globs':
      return readList(key, value, complain, () => undefined);
    case 'entries':
      return readList(key, value, complain, (text) => (isEntry(text) ? undefined : noEntry(text)));
    case 'entry-words':
      return readEntryWords(key, value, complain);
    case 'call-words':
      return readCallWords(key, value, complain);
    case 'call-types':
      return readCallTypes(key, value, complain);
    case 'rules':
      return readList(key, value, complain, (text) =>
        rules.isSelector(text) ? undefined : unknownRule(text, rules),
      );
    case 'severities':
      return readSeverities(key, value, rules, complain);
  }
}

function readList(
  key: string,
  value: unknown,
  complain: Complain,
  problemOf: (text: string) => string | undefined,
): readonly string[] | undefined {
  if (!Array.isArray(value)) {
    complain(`\`${key}\` must be a list of strings.`);
    return undefined;
  }
  return value.filter((element: unknown, index): element is string => {
    const problem =
      typeof element === 'string'
        ? problemOf(element)
        : `\`${key}\` must be a list of strings: element ${index + 1} is not one.`;
    if (problem !== undefined) complain(problem, [index]);
    return problem === undefined;
  });
}

function readSeverities(
  key: string,
  value: unknown,
  rules: RuleList,
  complain: Complain,
): Settings['severity'] | undefined {
  if (!isTable(value)) {
    complain(`\`${key}\` must be a table from rule names to severities.`);
    return undefined;
  }
  const severities: Record<string, Settings['severity'][string]> = {};
  for (const [rule, severity] of Object.entries(value)) {
    const known = severityChoices.find((choice) => choice.value === severity);
    if (rules.find(rule) === undefined) complain(unknownRule(rule, rules), [rule], true);
    else if (known === undefined) {
      const choices = severityChoices.map((choice) => choice.value);
      complain(`The severity of \`${rule}\` must be ${oneOf(choices)}.`, [rule]);
    } else severities[rule] = known.value;
  }
  return severities;
}

function readEntryWords(
  key: string,
  value: unknown,
  complain: Complain,
): Settings['patchedBy'] | undefined {
  if (!isTable(value)) {
    complain(`\`${key}\` must be a table from programs to words.`);
    return undefined;
  }
  const words: Record<string, string> = {};
  for (const [entry, who] of Object.entries(value)) {
    if (!isEntry(entry)) complain(noEntry(entry), [entry], true);
    else if (typeof who !== 'string' || who.trim() === '') {
      complain(`\`${entry}\` must be followed by a few words in quotes.`, [entry]);
    } else words[entry] = who.trim();
  }
  return words;
}

function readCallWords(
  key: string,
  value: unknown,
  complain: Complain,
): Settings['blocking'] | undefined {
  if (!isTable(value)) {
    complain(`\`${key}\` must be a table from calls to words.`);
    return undefined;
  }
  const words: Record<string, string> = {};
  for (const [pattern, hint] of Object.entries(value)) {
    if (!/^[\p{L}_*][\p{L}\p{N}_*]*(?:\.[\p{L}_*][\p{L}\p{N}_*]*)*$/u.test(pattern)) {
      complain(noCall(pattern), [pattern], true);
    } else if (!/[\p{L}_]/u.test(pattern)) {
      complain(
        `\`${pattern}\` means every call there is. Name a library: \`acme.*\`.`,
        [pattern],
        true,
      );
    } else if (typeof hint !== 'string') {
      complain(`\`${pattern}\` must be followed by a few words in quotes.`, [pattern]);
    } else words[pattern] = hint.trim();
  }
  return words;
}

function readCallTypes(
  key: string,
  value: unknown,
  complain: Complain,
): Settings['returns'] | undefined {
  if (!isTable(value)) {
    complain(`\`${key}\` must be a table from calls to classes.`);
    return undefined;
  }
  const types: Record<string, string> = {};
  for (const [path, type] of Object.entries(value)) {
    if (!isDotted(path)) complain(noCall(path), [path], true);
    else if (typeof type !== 'string' || !isDotted(type)) {
      complain(`\`${path}\` must be followed by a class: \`"acme.Client"\`.`, [path]);
    } else types[path] = type;
  }
  return types;
}

function isDotted(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)+$/u.test(text);
}

function noCall(text: string): string {
  return `\`${text}\` names no call. Write its dotted path: \`acme.Client.fetch\`.`;
}

/** Whether a text can name a program: a file, `module` or `module:attribute`. */
function isEntry(text: string): boolean {
  if (/[/\\]|\.pyw?$/i.test(text)) return !/[*?\\]/.test(text) && !text.endsWith('/');
  return /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*(?::[\p{L}_][\p{L}\p{N}_.]*)?$/u.test(
    text,
  );
}

function noEntry(text: string): string {
  return `\`${text}\` names no program. Write a file (\`shop/main.py\`), a module (\`shop.worker\`) or an object in one (\`shop.wsgi:app\`).`;
}

/** `There is no rule named `late-patch`. Did you mean …?` */
export function unknownRule(text: string, rules: RuleList): string {
  const suggestion = rules.suggestion(text);
  return `There is no rule \`${text}\`.${suggestion === undefined ? '' : ` Did you mean \`${suggestion}\`?`}`;
}

function unknownKey(key: string, known: readonly string[]): SettingProblem {
  const suggestion = closest(key, known);
  const hint =
    suggestion === undefined
      ? ` The settings are ${known.map((name) => `\`${name}\``).join(', ')}.`
      : ` Did you mean \`${suggestion}\`?`;
  return { path: [key], atKey: true, message: `There is no setting \`${key}\`.${hint}` };
}

function oneOf(values: readonly string[]): string {
  const quoted = values.map((value) => `"${value}"`);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
