import type { IniEntry } from './ini-entries.ts';
import type { TomlValue } from './toml-values.ts';

// Where the modules of a project lie, by the tools that build it. `src` needs no word: it is
// searched anyway.

/** The folders that pyproject.toml names for setuptools, Poetry, PDM and Hatch. */
export function pyprojectSourceFolders(values: readonly TomlValue[]): readonly string[] {
  return values.flatMap(({ path, scalar, items }) => {
    const [, tool, ...keys] = path;
    if (path[0] !== 'tool') return [];
    const texts = (scalar === undefined ? items : [scalar]).map(({ text }) => text);
    switch (`${tool} ${keys.join('.').replace(/\.\d+\./, '.*.')}`) {
      case 'setuptools package-dir.':
      case 'setuptools packages.find.where':
      case 'poetry packages.*.from':
      case 'pdm build.package-dir':
        return texts;
      case 'hatch build.targets.wheel.packages':
        return texts.flatMap((text) => /^(.+)\/[^/]+\/?$/.exec(text)?.[1] ?? []);
      default:
        return [];
    }
  });
}

/** The folders that setup.cfg names. */
export function iniSourceFolders(entries: readonly IniEntry[]): readonly string[] {
  return entries.flatMap(({ section, key, value }) => {
    const text = value?.text ?? '';
    if (section === 'options.packages.find' && key === 'where') return [text];
    if (section !== 'options' || key !== 'package_dir') return [];
    return [...text.matchAll(/^[ \t]*=[ \t]*(\S+)/gm)].map((match) => match[1]!);
  });
}

const CALLED =
  /\bpackage_dir\s*=\s*\{\s*(?:""|'')\s*:\s*(["'])([^"'\n]+)\1|\bfind_(?:namespace_)?packages\(\s*(?:where\s*=\s*)?(["'])([^"'\n]+)\3/g;

/** The folders that setup.py names by literals. */
export function setupSourceFolders(text: string): readonly string[] {
  return [...text.matchAll(CALLED)].map((match) => match[2] ?? match[4]!);
}
