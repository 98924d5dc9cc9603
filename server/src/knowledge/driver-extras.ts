import table from './tables/driver-extras.json' with { type: 'json' };

/** An extra of a framework's distribution that installs a driver. */
export interface DriverExtra {
  /** `sqlalchemy`. */
  readonly distribution: string;
  /** `mysql`, as in `sqlalchemy[mysql]`. */
  readonly extra: string;
  /** The driver, as in `libraries.json`. */
  readonly library: string;
  /** The versions of the distribution for which it is so (PEP 440); all where it is missing. */
  readonly versions?: string;
  readonly evidence: string;
}

/** Every row, sorted by distribution, extra and library. */
export const driverExtras = table as readonly DriverExtra[];
