import { commentDirectives } from '../comment-directives.ts';
import { type DeploymentFile, emptyDeploymentFile, type Setting } from '../deployment-file.ts';
import { iniEntries } from '../ini-entries.ts';
import type { SourceText } from '../source-text.ts';
import { YamlFile } from '../yaml-nodes.ts';

/** uWSGI's ini: `key = value` below `[uwsgi]`. */
export function readUwsgiIni(text: string): DeploymentFile {
  const placeholders = new Map<string, string>();
  const entries = iniEntries(text, {
    continued: 'never',
    commentsBehindText: false,
    separators: '=',
  });
  const settings = entries.flatMap(({ section, key, keySpan, value }): Setting[] => {
    if (section !== 'uwsgi') return [];
    const filled = filledIn(value?.text ?? 'true', placeholders);
    if (filled !== undefined) placeholders.set(key, filled);
    return [{ section, key, value: filled, span: value?.span ?? keySpan, keySpan }];
  });
  return {
    ...emptyDeploymentFile('uwsgi'),
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
  const settings = file.documents.flatMap((document) =>
    (document.get('uwsgi')?.entries ?? []).flatMap(({ key, keySpan, value }) => {
      const setting = (source: SourceText | undefined): Setting => {
        const filled = filledIn(source?.text ?? 'true', placeholders);
        if (filled !== undefined) placeholders.set(key, filled);
        return { section: 'uwsgi', key, value: filled, span: source?.span ?? keySpan, keySpan };
      };
      return value.isList
        ? value.items.map((item) => setting(item.scalar))
        : [setting(value.scalar)];
    }),
  );
  return {
    ...empty,
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
