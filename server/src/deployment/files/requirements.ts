import { commentDirectives } from '../comment-directives.ts';
import { type DeploymentFile, emptyDeploymentFile } from '../deployment-file.ts';
import { requirement } from '../requirement.ts';
import { SourceText } from '../source-text.ts';

/** A line with those that continue it. */
const LINE = /(?:\\\r?\n|[^\n])+/g;

/**
 * Requirements and constraints files of pip, and what pip-tools compiles them from. Files that
 * they include (`-r other.txt`) are read on their own; paths and bare URLs name no distribution.
 */
export function readRequirements(text: string): DeploymentFile {
  return {
    ...emptyDeploymentFile('requirements'),
    dependencies: [...text.matchAll(LINE)].flatMap(({ 0: line, index }) => {
      // Each unit keeps its place.
      const joined = line.replace(/\\\r?\n/g, ({ length }) => ' '.repeat(length));
      const end = joined.search(/(?:^|\s)#|\s--?[a-zA-Z]|$/);
      return requirement(new SourceText(joined.slice(0, end), index)) ?? [];
    }),
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
  };
}
