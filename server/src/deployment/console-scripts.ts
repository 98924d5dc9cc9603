import type { ConsoleScript } from './deployment-file.ts';
import type { SourceText } from './source-text.ts';

/** `shop.cli:main`, with the name that the installed command has; extras behind it are left out. */
export function consoleScript(name: string, target: SourceText): ConsoleScript | undefined {
  const match = /^\s*([\w.]+)\s*(?::\s*([\w.]+)\s*)?(?:\[[^\]]*\]\s*)?$/.exec(target.text);
  if (match === null || name === '') return undefined;
  return { name, module: match[1]!, attribute: match[2], span: target.span };
}

/** `NAME = shop.cli:main` as one text, as setup.cfg and setup.py have it. */
export function consoleScriptLine(line: SourceText): ConsoleScript | undefined {
  const sign = line.text.indexOf('=');
  if (sign < 0) return undefined;
  const name = line.text.slice(0, sign).trim();
  return consoleScript(name, line.slice(sign + 1, line.text.length).trim());
}
