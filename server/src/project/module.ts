import type { FileFacts, Statement } from '../facts/facts.ts';
import { type FilePath, fileName, isNamedWithoutEnding, relativeTo } from '../facts/file-path.ts';
import type { Event, Scope } from '../facts/scope.ts';
import { patchingLibrary } from '../knowledge/patching-libraries.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { globalsOf } from './names/names.ts';
import { outlineOf } from './names/outline.ts';
import { namesGevent } from './programs/gevent-servers.ts';
import type { Value } from './value.ts';
import {
  type GlobalNames,
  type LinkedCall,
  type LinkedModule,
  LinkedScope,
  LinkedUnit,
} from './views.ts';

/** A file of the workspace. It stays the same object while its facts change. */
export class Module implements LinkedModule {
  static #made = 0;
  readonly serial = ++Module.#made;
  readonly path: FilePath;
  readonly isPackage: boolean;
  readonly script: LinkedScope;
  name: string | undefined;
  isTest = false;
  facts: FileFacts;
  kept: KeptAnswers | undefined;
  readonly #clock: { readonly epoch: number };
  #epoch = 0;
  readonly #dependents = new Set<Module>();
  /** What the project's clock said when the set was last emptied. */
  #dependentsSince = 0;
  readonly #resolveCall: (call: LinkedCall) => Value;
  #scopes: readonly LinkedScope[] | undefined;
  #calls: readonly LinkedCall[] | undefined;
  #globals: GlobalNames | undefined;
  #isScript: boolean | undefined;
  #imported: ImportsOfScope | undefined;

  /** `clock`: its epoch rises when what was resolved in any module may no longer hold. */
  constructor(
    path: FilePath,
    facts: FileFacts,
    clock: { readonly epoch: number },
    resolveCall: (call: LinkedCall) => Value,
  ) {
    this.#clock = clock;
    this.path = path;
    this.isPackage = fileName(path) === '__init__.py';
    this.facts = facts;
    this.#resolveCall = resolveCall;
    this.script = new LinkedScope(this);
    this.script.units = facts.statements.map(
      ({ unit, start }) => new LinkedUnit(this.script, unit, start),
    );
  }

  resolveCall(call: LinkedCall): Value {
    return this.#resolveCall(call);
  }

  get scopes(): readonly LinkedScope[] {
    this.#scopes ??= scopesIn(this.script);
    return this.#scopes;
  }

  get calls(): readonly LinkedCall[] {
    this.#calls ??= this.scopes.flatMap((scope) => scope.calls);
    return this.#calls;
  }

  get globals(): GlobalNames {
    this.#globals ??= globalsOf(this.script);
    return this.#globals;
  }

  get isScript(): boolean {
    this.#isScript ??=
      isNamedWithoutEnding(this.path) ||
      (this.facts.statements.some(({ unit }) => asksForMain(unit)) &&
        // What certainly runs a relative import is no file that is started by its path.
        !this.facts.statements.some(({ unit }) => unit.events.some(isRelativeImport)));
    return this.#isScript;
  }

  get importsGevent(): boolean {
    return this.#imports.gevent;
  }

  get importsPatchingLibrary(): boolean {
    return this.#imports.patchingLibrary;
  }

  get #imports(): ImportsOfScope {
    if (this.#imported === undefined) {
      const units = this.facts.statements.map(({ unit }) => importsOf(unit));
      this.#imported = {
        gevent: units.some(({ gevent }) => gevent),
        patchingLibrary: units.some((one) => one.patchingLibrary),
      };
    }
    return this.#imported;
  }

  get epoch(): number {
    return this.#epoch + this.#clock.epoch;
  }

  /** The modules whose answers depend on this one's bindings. */
  get dependents(): Set<Module> {
    const { epoch } = this.#clock;
    if (this.#dependentsSince !== epoch) {
      this.#dependents.clear();
      this.#dependentsSince = epoch;
    }
    return this.#dependents;
  }

  /** What was resolved in this module may no longer hold. */
  forget(): void {
    this.#epoch++;
    this.#dependents.clear();
  }

  /** Takes the module's place under its root. */
  place(name: string | undefined, root: FilePath | undefined): void {
    this.name = name;
    this.isTest = isTestFile(root === undefined ? this.path : (relativeTo(root, this.path) ?? ''));
  }

  /**
   * Takes a new version of the file; statements that stayed keep their views and what was
   * resolved in them. Returns whether something changed that other code can depend on.
   */
  update(facts: FileFacts): boolean {
    const wasScript = this.isScript;
    const old = this.facts.statements;
    const before = this.script.units;
    const { statements } = facts;
    const { first, last, come, same } = this.#difference(facts);
    const middle = same ? before.slice(first, old.length - last) : this.#freshUnits(come);
    if (same) {
      middle.forEach((unit, index) => {
        unit.adopt(come[index]!.unit);
      });
    }
    this.script.units = [...before.slice(0, first), ...middle, ...before.slice(old.length - last)];
    this.script.units.forEach((unit, index) => {
      unit.moveTo(statements[index]!.start);
    });
    this.facts = facts;
    this.#isScript = undefined;
    this.#imported = undefined;
    this.#scopes = undefined;
    this.#calls = undefined;
    this.#globals = undefined;
    return !same || wasScript !== this.isScript;
  }

  /**
   * The units whose own facts `update` would change; undefined where code elsewhere could
   * depend on what changed.
   */
  differing(facts: FileFacts): readonly LinkedUnit[] | undefined {
    const { first, come, same } = this.#difference(facts);
    if (!same) return undefined;
    const units = this.script.units;
    return come.flatMap(({ unit }, index) => units[first + index]!.differing(unit));
  }

  /** How many statements stay at the beginning and at the end, and what comes between them. */
  #difference({ statements }: FileFacts) {
    const old = this.facts.statements;
    let first = 0;
    const shorter = Math.min(old.length, statements.length);
    while (first < shorter && old[first]!.unit === statements[first]!.unit) first++;
    let last = 0;
    while (
      last < shorter - first &&
      old[old.length - 1 - last]!.unit === statements[statements.length - 1 - last]!.unit
    ) {
      last++;
    }
    const gone = old.slice(first, old.length - last);
    const come = statements.slice(first, statements.length - last);
    const same =
      gone.length === come.length &&
      gone.every(({ unit }, index) => isInterchangeable(unit, come[index]!.unit));
    return { first, last, come, same };
  }

  #freshUnits(statements: readonly Statement[]): LinkedUnit[] {
    return statements.map(({ unit, start }) => new LinkedUnit(this.script, unit, start));
  }
}

/** `if __name__ == '__main__':` */
function asksForMain(unit: Scope): boolean {
  return unit.blocks.some(({ kind, parent, test }) => {
    if (kind !== 'if' || parent >= 0 || test?.kind !== 'comparison') return false;
    return [test.left, test.right].some((side) => {
      return side.kind === 'name' && side.name === '__name__';
    });
  });
}

function isRelativeImport(event: Event): boolean {
  return event.kind === 'from-import' && event.level > 0 && event.block < 0;
}

function isInterchangeable(a: Scope, b: Scope): boolean {
  return a === b || outlineOf(a) === outlineOf(b);
}

function scopesIn(scope: LinkedScope): LinkedScope[] {
  const found: LinkedScope[] = [];
  const open = [scope];
  for (let next = open.pop(); next; next = open.pop()) {
    found.push(next);
    open.push(...[...next.children].reverse());
  }
  return found;
}

const importing = new WeakMap<Scope, ImportsOfScope>();

/** What a piece of facts imports, anywhere in it. */
interface ImportsOfScope {
  /** Gevent, or a package named after it; or a call asks a library for it by name. */
  readonly gevent: boolean;
  /** A library that patches when it is imported, by the name that it has outside the workspace. */
  readonly patchingLibrary: boolean;
}

function importsOf(scope: Scope): ImportsOfScope {
  let known = importing.get(scope);
  if (known === undefined) {
    const modules = scope.events.flatMap((event) => {
      if (event.kind === 'import') return event.names.map(({ module }) => module);
      return event.kind === 'from-import' && event.level === 0 ? [event.module] : [];
    });
    const inside = scope.children.map((child) => importsOf(child.scope));
    known = {
      gevent:
        modules.some(isGevent) ||
        scope.calls.some(namesGevent) ||
        inside.some(({ gevent }) => gevent),
      patchingLibrary:
        modules.some((module) => patchingLibrary(module) !== undefined) ||
        inside.some((one) => one.patchingLibrary),
    };
    importing.set(scope, known);
  }
  return known;
}

function isGevent(module: string): boolean {
  return module.startsWith('gevent');
}

function isTestFile(path: string): boolean {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  return (
    /^test_.*\.pyw?$|_test\.pyw?$|^conftest\.py$/.test(name) ||
    parts.some((part) => part === 'tests' || part === 'test')
  );
}
