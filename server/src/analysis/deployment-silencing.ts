import { commentForm } from '../deployment/comment-form.ts';
import type { DeploymentFile } from '../deployment/deployment-file.ts';
import { readDeploymentFile } from '../deployment/read-deployment-file.ts';
import type { FilePath } from '../facts/file-path.ts';
import { ignoreInDeploymentFile, ignoreOnDeploymentLine } from '../fixes/deployment-comment.ts';
import { applyEdits, type TextEdit } from '../fixes/edit.ts';
import type { Span } from '../syntax/span.ts';
import { readDeploymentSuppressions, type Suppression } from './suppressions.ts';

/** Silences findings of a deployment file by comments in the file's own manner. */
export class DeploymentSilencing {
  readonly #path: FilePath;
  readonly #text: string;
  readonly #file: DeploymentFile;

  constructor(path: FilePath, text: string) {
    this.#path = path;
    this.#text = text;
    this.#file = readDeploymentFile(path, text);
  }

  /** Silences `name` where `span` starts; no edit where no comment can do that. */
  onLine(span: Span, name: string): readonly TextEdit[] {
    const form = commentForm(this.#path, this.#file.format);
    if (form === undefined) return [];
    const ways = ignoreOnDeploymentLine(this.#text, form, this.#file.directives, span, name);
    return this.#first(ways, name, (suppression, edit) => {
      const at = span[0] + (edit.span[0] <= span[0] ? shiftOf(edit) : 0);
      const { covers } = suppression;
      return covers !== undefined && covers[0] <= at && at <= covers[1];
    });
  }

  /** Silences `name` in the whole file; no edit where no comment can do that. */
  inFile(name: string): readonly TextEdit[] {
    const form = commentForm(this.#path, this.#file.format);
    if (form === undefined) return [];
    const ways = ignoreInDeploymentFile(this.#text, form, this.#file.directives, name);
    return this.#first(ways, name, ({ form: kind }) => kind === 'file');
  }

  /** The first edit after which the file says the same, and the comment is understood. */
  #first(
    ways: readonly TextEdit[],
    name: string,
    silences: (suppression: Suppression, edit: TextEdit) => boolean,
  ): readonly TextEdit[] {
    const edit = ways.find((way) => {
      const file = readDeploymentFile(this.#path, applyEdits(this.#text, [way]));
      return (
        wordsOf(file) === wordsOf(this.#file) &&
        readDeploymentSuppressions(file.directives).suppressions.some(
          (suppression) =>
            suppression.rule === name &&
            suppression.misplaced === undefined &&
            silences(suppression, way),
        )
      );
    });
    return edit === undefined ? [] : [edit];
  }
}

function shiftOf({ span, text }: TextEdit): number {
  return text.length - (span[1] - span[0]);
}

/** What a file says, but for the places of things and for its comments. */
function wordsOf(file: DeploymentFile): string {
  return JSON.stringify({ ...file, directives: [] }, (key, value: unknown) =>
    /span$/i.test(key) ? undefined : value,
  );
}
