import { consoleScriptLine } from '../console-scripts.ts';
import {
  type ConsoleScript,
  type Dependency,
  type DeploymentFile,
  emptyDeploymentFile,
} from '../deployment-file.ts';
import { requirement } from '../requirement.ts';
import { setupSourceFolders } from '../source-folders.ts';
import { SourceText } from '../source-text.ts';

const LIST = /(["'])(?:console|gui)_scripts\1\s*:\s*[[(]/g;
const SECTION = /\[(?:console|gui)_scripts\][ \t]*\r?\n((?:(?!\s*\[|.*(?:"""|''')).*\r?\n)*)/g;
const STRING = /(?:#[^\n]*\n|[\s,])*[rRuU]?(["'])((?:\\.|(?!\1)[^\\\n])*)\1/y;

const REQUIRED = /\b(install_requires|extras_require)\s*=\s*[[({]/g;
const EXTRA = /(?:#[^\n]*\n|[\s,])*[rRuU]?(["'])([\w.-]+)\1\s*:\s*[[(]/y;

/**
 * setup.py, read without running it: the literal lists behind `console_scripts`, the ini text
 * that `entry_points` may also be, literal lists of requirements, and source folders. Its comments
 * are read with the rest of the Python files.
 */
export function readSetupPy(text: string): DeploymentFile {
  const scripts: ConsoleScript[] = [];
  for (const match of text.matchAll(LIST)) {
    for (const item of stringsAt(text, match.index + match[0].length)) {
      const script = consoleScriptLine(item);
      if (script !== undefined) scripts.push(script);
    }
  }
  for (const match of text.matchAll(SECTION)) {
    const body = match.index + match[0].length - match[1]!.length;
    for (const line of match[1]!.matchAll(/[^\r\n]+/g)) {
      const start = body + line.index;
      const script = consoleScriptLine(
        SourceText.piece(text, start, start + line[0].length).trim(),
      );
      if (script !== undefined) scripts.push(script);
    }
  }
  return {
    ...emptyDeploymentFile('python-project'),
    scripts,
    sourceFolders: setupSourceFolders(text),
    dependencies: requirements(text),
  };
}

function requirements(text: string): Dependency[] {
  const found: Dependency[] = [];
  for (const { 0: all, 1: keyword, index } of text.matchAll(REQUIRED)) {
    const line = text.slice(text.lastIndexOf('\n', index) + 1, index);
    if (line.includes('#')) continue;
    const start = index + all.length;
    if (keyword === 'install_requires') {
      if (!all.endsWith('{')) found.push(...requirementsAt(text, start).found);
      continue;
    }
    EXTRA.lastIndex = start;
    for (let extra = EXTRA.exec(text); extra !== null; extra = EXTRA.exec(text)) {
      const list = requirementsAt(text, EXTRA.lastIndex, extra[2]);
      found.push(...list.found);
      // Only a list that ends here is known to be followed by the next extra.
      EXTRA.lastIndex =
        list.end + (/^(?:#[^\n]*\n|[\s,])*[\])]/.exec(text.slice(list.end))?.[0].length ?? 0);
    }
  }
  return found;
}

function requirementsAt(text: string, start: number, group?: string) {
  let end = start;
  const found: Dependency[] = [];
  for (const item of stringsAt(text, start)) {
    end = item.span[1] + 1;
    const one = requirement(item, { group });
    if (one !== undefined) found.push(one);
  }
  return { found, end };
}

/** What stands between the quotes of literals that follow one another, separated by commas. */
function* stringsAt(text: string, start: number): Generator<SourceText> {
  STRING.lastIndex = start;
  for (let item = STRING.exec(text); item !== null; ) {
    const next = STRING.lastIndex;
    yield SourceText.piece(text, next - 1 - item[2]!.length, next - 1);
    STRING.lastIndex = next;
    item = STRING.exec(text);
  }
}
