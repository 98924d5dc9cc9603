import { consoleScriptLine } from '../console-scripts.ts';
import {
  type ConsoleScript,
  type DeploymentFile,
  emptyDeploymentFile,
} from '../deployment-file.ts';
import { SourceText } from '../source-text.ts';

const LIST = /(["'])(?:console|gui)_scripts\1\s*:\s*[[(]/g;
const SECTION = /\[(?:console|gui)_scripts\][ \t]*\r?\n((?:(?!\s*\[|.*(?:"""|''')).*\r?\n)*)/g;
const STRING = /(?:#[^\n]*\n|[\s,])*[rRuU]?(["'])((?:\\.|(?!\1)[^\\\n])*)\1/y;

/**
 * setup.py, read without running it: the literal lists behind `console_scripts`, and the ini text
 * that `entry_points` may also be. Its comments are read with the rest of the Python files.
 */
export function readSetupPy(text: string): DeploymentFile {
  const scripts: ConsoleScript[] = [];
  for (const match of text.matchAll(LIST)) {
    STRING.lastIndex = match.index + match[0].length;
    for (let item = STRING.exec(text); item !== null; item = STRING.exec(text)) {
      const end = item.index + item[0].length - 1;
      const script = consoleScriptLine(SourceText.piece(text, end - item[2]!.length, end));
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
  return { ...emptyDeploymentFile('python-project'), scripts };
}
