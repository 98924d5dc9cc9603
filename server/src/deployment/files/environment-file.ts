import { commentDirectives } from '../comment-directives.ts';
import { type DeploymentFile, emptyDeploymentFile, type Variable } from '../deployment-file.ts';
import { composeVariables, partsOf } from '../variables.ts';

const LINE = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.]*)[ \t]*=[ \t]*([^\r\n]*)/gm;

/** `.env`, `.flaskenv` and their kin: `NAME=value` on each line, `#` behind white space a comment. */
export function readEnvironmentFile(text: string): DeploymentFile {
  const environment = [...text.matchAll(LINE)].map((match): Variable => {
    const written = match[2]!;
    const quoted = /^(["'])((?:\\.|(?!\1).)*)\1/.exec(written);
    const value = quoted?.[2] ?? written.replace(/(^|\s)#.*$/, '').trimEnd();
    const literal = quoted?.[1] === "'";
    const start = match.index + match[0].search(/\S/);
    const end = match.index + match[0].length - written.length + (quoted?.[0] ?? value).length;
    return {
      name: match[1]!,
      value: literal ? [{ text: value }] : partsOf(unescaped(value, quoted), composeVariables),
      span: [start, end],
    };
  });
  return {
    ...emptyDeploymentFile('environment'),
    environment,
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
  };
}

function unescaped(value: string, quoted: RegExpExecArray | null): string {
  return quoted === null ? value : value.replace(/\\(["\\])/g, '$1');
}
