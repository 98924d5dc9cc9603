/** Where an argument of a call stands. */
export interface ArgumentPlace {
  /** Counted from 0, without `self`. */
  readonly position?: number;
  /** The parameter's name, where it may be passed by name. */
  readonly keyword?: string;
}
