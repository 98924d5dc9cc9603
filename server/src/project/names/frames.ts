import type { Event, Scope } from '../../facts/scope.ts';

/** An event with the statement, function or class body whose facts it is part of. */
interface PlacedEvent {
  readonly event: Event;
  readonly unit: Scope;
}

/** The names of a script or a function, in the order in which they are bound. */
export interface Frame {
  readonly events: readonly PlacedEvent[];
  readonly parameters: ReadonlySet<string>;
  readonly outer: Frame | undefined;
}

/** The script of a file, then its functions and class bodies, outer before inner. */
export function framesOf(units: readonly Scope[]): readonly Frame[] {
  const script: Frame = { events: placed(units), parameters: new Set(), outer: undefined };
  return [script, ...framesIn(units, script)];
}

/** What the imports of a file bind, wherever they stand. */
export function importedNames(scopes: readonly Scope[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const open = [...scopes];
  for (let scope = open.pop(); scope !== undefined; scope = open.pop()) {
    for (const event of scope.events) {
      if (event.kind === 'import') {
        for (const { module, as } of event.names) if (as !== undefined) names.set(as, module);
      } else if (event.kind === 'from-import' && event.level === 0) {
        for (const { name, as } of event.names) names.set(as ?? name, `${event.module}.${name}`);
      }
    }
    open.push(...scope.children.map((child) => child.scope));
  }
  return names;
}

function placed(scopes: readonly Scope[]): Frame['events'] {
  return scopes.flatMap((unit) => unit.events.map((event) => ({ event, unit })));
}

function framesIn(scopes: readonly Scope[], outer: Frame): readonly Frame[] {
  return scopes.flatMap(({ children }) =>
    children.flatMap(({ scope }) => {
      const parameters = new Set(scope.parameters.map(({ name }) => name));
      const frame: Frame = { events: placed([scope]), parameters, outer };
      return [frame, ...framesIn([scope], frame)];
    }),
  );
}
