import table from './tables/backend-drivers.json' with { type: 'json' };

/** A backend that a framework's settings name, which loads a driver so that nobody imports it. */
export interface BackendDriver {
  /** As the settings write it: `django.db.backends.mysql`. */
  readonly backend: string;
  /** As people call it: `Django`. */
  readonly framework: 'Django';
  /** The setting that holds a dictionary of dictionaries: `DATABASES`. */
  readonly setting: string;
  /** The key in each of these that names the backend: `ENGINE`. */
  readonly key: string;
  /** The drivers that it loads, as in `libraries.json`: the first of them that is installed. */
  readonly drivers: readonly {
    readonly library: string;
    /** The versions of the framework that load it (PEP 440); all where it is missing. */
    readonly versions?: string;
  }[];
  readonly evidence: string;
}

/** Every row, sorted by backend. */
export const backendDrivers = table as readonly BackendDriver[];

const byBackend = new Map(backendDrivers.map((row) => [row.backend, row]));

/** The row of a backend. */
export function backendDriver(backend: string): BackendDriver | undefined {
  return byBackend.get(backend);
}

/** The backends of addresses that dj-database-url reads (3.0): `mysql://user@host/shop`. */
const backendsOfSchemes: ReadonlyMap<string, string> = new Map([
  ['mysql', 'django.db.backends.mysql'],
  ['mysql2', 'django.db.backends.mysql'],
  ['mysqlgis', 'django.contrib.gis.db.backends.mysql'],
  ['oracle', 'django.db.backends.oracle'],
  ['oraclegis', 'django.contrib.gis.db.backends.oracle'],
  ['pgsql', 'django.db.backends.postgresql'],
  ['postgis', 'django.contrib.gis.db.backends.postgis'],
  ['postgres', 'django.db.backends.postgresql'],
  ['postgresql', 'django.db.backends.postgresql'],
]);

/** The backend that dj-database-url makes of an address. */
export function backendOfUrl(url: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+_-]*):\/\//i.exec(url)?.[1];
  return scheme === undefined ? undefined : backendsOfSchemes.get(scheme.toLowerCase());
}
