import table from './tables/framework-drivers.json' with { type: 'json' };

/** A library that a framework loads by a name in its settings, so that nobody imports it. */
export interface FrameworkDriver {
  /** As people call it: `SQLAlchemy`. */
  readonly framework: string;
  /** What a program imports that uses the framework. */
  readonly modules: readonly string[];
  /** The driver, as in `libraries.json`. */
  readonly library: string;
  /** When it is loaded, reading on from "SQLAlchemy loads it". */
  readonly loads: string;
  /** Other distributions for the same: where one is asked for too, nobody knows which is loaded. */
  readonly rivals?: readonly string[];
  readonly evidence: string;
}

/** Every row, sorted by framework and library. */
export const frameworkDrivers = table as readonly FrameworkDriver[];
