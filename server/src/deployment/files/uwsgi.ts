import { commentDirectives } from '../comment-directives.ts';
import { type DeploymentFile, emptyDeploymentFile, type Setting } from '../deployment-file.ts';
import { iniEntries } from '../ini-entries.ts';
import { YamlFile } from '../yaml-nodes.ts';
import { daemonCommands } from './uwsgi-daemons.ts';

/** uWSGI's ini: `key = value` below `[uwsgi]`. */
export function readUwsgiIni(text: string): DeploymentFile {
  const placeholders = new Map<string, string>();
  const entries = iniEntries(text, {
    continued: 'never',
    commentsBehindText: false,
    separators: '=',
  });
  const own = entries.filter(({ section }) => section === 'uwsgi');
  const settings = own.map(({ section, key, keySpan, value }): Setting => {
    const filled = filledIn(value?.text ?? 'true', placeholders);
    if (filled !== undefined) placeholders.set(key, filled);
    return { section, key, value: filled, span: value?.span ?? keySpan, keySpan };
  });
  return {
    ...emptyDeploymentFile('uwsgi'),
    commands: daemonCommands(own),
    settings,
    directives: commentDirectives(text, { marks: [';', '#'], behindText: false }),
  };
}

/** uWSGI's YAML and JSON: the same keys in a mapping `uwsgi`; a list gives a key several values. */
export function readUwsgiYaml(text: string): DeploymentFile {
  const empty = emptyDeploymentFile('uwsgi');
  const file = new YamlFile(text, 'uWSGI configuration');
  if (file.problem !== undefined) return { ...empty, problem: file.problem };
  const placeholders = new Map<string, string>();
  const entries = file.documents.flatMap((document) =>
    (document.get('uwsgi')?.entries ?? []).flatMap(({ key, keySpan, value }) =>
      (value.isList ? value.items : [value]).map((one) => ({ key, keySpan, value: one.scalar })),
    ),
  );
  const settings = entries.map(({ key, keySpan, value }): Setting => {
    const filled = filledIn(value?.text ?? 'true', placeholders);
    if (filled !== undefined) placeholders.set(key, filled);
    return { section: 'uwsgi', key, value: filled, span: value?.span ?? keySpan, keySpan };
  });
  return {
    ...empty,
    commands: daemonCommands(entries),
    settings,
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
  };
}

/**
 * A value with its placeholders (`%(other-key)`); undefined where one is not known, or where
 * the environment, a file or a magic variable (`%d`: the file's folder) comes in.
 */
export function filledIn(
  value: string,
  placeholders: ReadonlyMap<string, string>,
): string | undefined {
  if (/\$\(|@\(|%(?![(%\s]|$)/.test(value) || value.length > 10_000) return undefined;
  let known = true;
  const filled = value.replace(/%\(([^)]*)\)/g, (_, name: string) => {
    const found = placeholders.get(name.trim());
    known &&= found !== undefined;
    return found ?? '';
  });
  return known && filled.length <= 10_000 ? filled : undefined;
}
