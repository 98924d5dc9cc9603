/** What a suite asks of whoever sits before the window: the extension host sees no page. */
export interface HandsRequest {
  /** The file to write the answer to: the texts of what `see` matches, or none. */
  readonly answer: string;
  /** A selector: answer the texts of all that it matches and that is shown. */
  readonly see?: string;
  /** A selector: wait for it, then click on the first that it matches. */
  readonly press?: string;
  /** A selector: wait for it, then rest the mouse on the first that it matches. */
  readonly pointAt?: string;
  /** What is pressed or pointed at may be gone by then: nothing happens after two seconds. */
  readonly ifThere?: boolean;
  /** A selector: wait until something that it matches is shown. */
  readonly watchFor?: string;
  /** A selector, with `key`: focus the first that it matches, then press the key. */
  readonly typeAt?: string;
  readonly key?: string;
  /** The selectors are of the page of a view (a webview) that shows what this one matches. */
  readonly inView?: string;
  /** A file or folder to delete from the disk, past the editor. */
  readonly deleteOnDisk?: string;
}

/** How the suite's requests begin in the log. */
export const handsMark = 'greenlint-hands ';
