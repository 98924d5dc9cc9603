import table from './tables/url-drivers.json' with { type: 'json' };

/** A database driver that SQLAlchemy loads by the address of a database, so that nothing imports it. */
export interface UrlDriver {
  /** `postgresql+psycopg2`. */
  readonly scheme: string;
  /** The driver, as in `libraries.json`. */
  readonly library: string;
  /** The versions of SQLAlchemy for which it holds (PEP 440); all where it is missing. */
  readonly versions?: string;
  readonly evidence: string;
}

/** Every row, sorted by scheme. */
const urlDrivers = table as readonly UrlDriver[];

const byScheme = new Map(urlDrivers.map((row) => [row.scheme, row]));

/** The driver behind `postgresql+psycopg2://user@host/shop`. */
export function driverOfUrl(url: string): UrlDriver | undefined {
  const scheme = /^([a-z][a-z0-9+_]*):\/\//i.exec(url)?.[1];
  return scheme === undefined ? undefined : byScheme.get(scheme.toLowerCase());
}
