import { commentDirectives } from '../comment-directives.ts';
import { type DeploymentFile, emptyDeploymentFile, type Setting } from '../deployment-file.ts';

/** `gevent==24.2.1`, `gunicorn[gevent] == 23.0.0 ; python_version > "3.8" --hash=…`. */
const PINNED =
  /^([ \t]*)([A-Za-z0-9][\w.-]*)[ \t]*(?:\[[^\]\n]*\])?[ \t]*===?[ \t]*([0-9][\w.!+]*)(?=[ \t]*(?:[;#\\\r\n]|--hash|$))/gm;

/**
 * `requirements.txt`: the versions that it fixes, as settings of no section. What it leaves open
 * (`gevent>=24`) is not there.
 */
export function readRequirements(text: string): DeploymentFile {
  return {
    ...emptyDeploymentFile('requirements'),
    settings: [...text.matchAll(PINNED)].map(pinned),
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
  };
}

function pinned({ 0: all, 1: before, 2: name, 3: version, index }: RegExpExecArray): Setting {
  const start = index + before!.length;
  const end = index + all.length;
  return {
    section: '',
    key: name!.toLowerCase().replace(/[-_.]+/g, '-'),
    value: version!,
    span: [end - version!.length, end],
    keySpan: [start, start + name!.length],
  };
}
