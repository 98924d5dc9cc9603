import { type DeploymentFile, emptyDeploymentFile, type Setting } from '../deployment-file.ts';

/** What the file is called that gunicorn reads unasked, from the folder where it starts. */
export const unaskedGunicornConfig = 'gunicorn.conf.py';

const SETTING =
  /^(wsgi_app|worker_class)([ \t]*(?::[^=\n]+)?=(?!=)[ \t]*)((["'])([^"'\\\n]*)\4|[^\n]*)/gm;

/**
 * gunicorn.conf.py, as far as it tells what `gunicorn` alone starts. What it sets, and its comments,
 * are read with the rest of the Python files.
 */
export function readGunicornConfig(text: string): DeploymentFile {
  const settings = [...text.matchAll(SETTING)].map((match): Setting => {
    const [all, key, between, written, , value] = match;
    const end = match.index + all.trimEnd().length;
    const start = match.index + key!.length + between!.length;
    const quotes = written !== undefined && value !== undefined ? 1 : 0;
    return {
      section: 'gunicorn',
      key: key!,
      value,
      span: [start + quotes, end - quotes],
      keySpan: [match.index, match.index + key!.length],
    };
  });
  return { ...emptyDeploymentFile('tool-configuration'), settings };
}
