import type { Block, Call, Child, Event, Scope } from '../facts/scope.ts';
import { type Span, shift } from '../syntax/span.ts';
import type { KeptAnswers } from './kept-answers.ts';
import type { BlockView, CallView, EventView, ModuleView, ScopeView, UnitView } from './model.ts';
import type { Site, StarImport } from './names/binding-sites.ts';
import type { Value } from './value.ts';

/** A binding in its place. */
export interface PlacedSite {
  readonly unit: LinkedUnit;
  readonly site: Site;
}

/** What a module's script binds, with what its functions bind by `global`. */
export interface GlobalNames {
  readonly names: ReadonlyMap<string, readonly PlacedSite[]>;
  readonly stars: readonly StarImport[];
}

/** A module as its scopes see it: what they need of the project to answer for their calls. */
export interface LinkedModule extends ModuleView {
  /** Tells modules apart where a map of them would be too slow; above 0. */
  readonly serial: number;
  /** Rises whenever what was resolved in this module may no longer hold. */
  readonly epoch: number;
  /** It asks whether it is `__main__`: it can be started itself. */
  readonly isScript: boolean;
  /** It imports a library that patches by that, anywhere in its file. */
  readonly importsPatchingLibrary: boolean;
  readonly script: LinkedScope;
  readonly globals: GlobalNames;
  /** See `keptFor`. */
  kept: KeptAnswers | undefined;
  resolveCall(call: LinkedCall): Value;
}

/** How long a table by serial must be for these modules. */
export function serialsOf(modules: readonly ModuleView[]): number {
  let length = 0;
  for (const module of modules) length = Math.max(length, (module as LinkedModule).serial + 1);
  return length;
}

/** A function, lambda, class or script, placed in its file. */
export class LinkedScope implements ScopeView {
  readonly module: LinkedModule;
  readonly parent: LinkedScope | undefined;
  readonly outer: LinkedUnit | undefined;
  readonly kind: ScopeView['kind'];
  /** Set by the module for a script, by `place` for all others. */
  units: readonly LinkedUnit[] = [];
  #child: Child | undefined;

  constructor(module: LinkedModule, outer?: LinkedUnit, child?: Child) {
    this.module = module;
    this.outer = outer;
    this.parent = outer?.scope;
    this.#child = child;
    this.kind = !child || child.scope.kind === 'statement' ? 'module' : child.scope.kind;
    if (child) this.units = [new LinkedUnit(this, child.scope)];
  }

  get facts(): Scope | undefined {
    return this.#child?.scope;
  }

  get name(): string {
    if (this.kind === 'module') return '<module>';
    return this.kind === 'lambda' ? '<lambda>' : (this.facts?.name ?? '');
  }

  get qualifiedName(): string {
    return this.parent && this.parent.kind !== 'module'
      ? `${this.parent.qualifiedName}.${this.name}`
      : this.name;
  }

  /** Where the scope starts in its file. */
  get start(): number {
    return this.outer && this.#child ? this.outer.start + this.#child.start : 0;
  }

  get span(): Span {
    return this.#child
      ? [this.start, this.start + this.#child.scope.length]
      : [0, this.module.facts.length];
  }

  get nameSpan(): Span {
    return this.#child ? shift(this.#child.scope.nameSpan, this.start) : [0, 0];
  }

  get children(): readonly LinkedScope[] {
    return flat(this.units, (unit) => unit.children);
  }

  get events(): readonly LinkedEvent[] {
    return flat(this.units, (unit) => unit.events);
  }

  get calls(): readonly LinkedCall[] {
    return flat(this.units, (unit) => unit.calls);
  }

  /** Takes the place of an equal outline's facts, so that what refers to this scope stays true. */
  adopt(child: Child): void {
    this.#child = child;
    this.units[0]?.adopt(child.scope);
  }

  /** The units that `adopt` would change. */
  differing(child: Child): readonly LinkedUnit[] {
    return this.units[0]?.differing(child.scope) ?? [];
  }
}

function flat<T>(
  units: readonly LinkedUnit[],
  pick: (unit: LinkedUnit) => readonly T[],
): readonly T[] {
  return units.length === 1 ? pick(units[0]!) : units.flatMap(pick);
}

/** A piece of facts with its place. */
export class LinkedUnit implements UnitView {
  readonly scope: LinkedScope;
  facts: Scope;
  /** Of a top-level statement, its place in the file; all other units stand in their scope. */
  #at: number | undefined;
  #children: readonly LinkedScope[] | undefined;
  #events: readonly LinkedEvent[] | undefined;
  #calls: readonly LinkedCall[] | undefined;
  #blocks: readonly LinkedBlock[] | undefined;
  readonly #resolved = new Map<object | string, unknown>();
  #epoch = -1;

  constructor(scope: LinkedScope, facts: Scope, at?: number) {
    this.scope = scope;
    this.facts = facts;
    this.#at = at;
  }

  get start(): number {
    return this.#at ?? this.scope.start;
  }

  get children(): readonly LinkedScope[] {
    this.#children ??= this.facts.children.map(
      (child) => new LinkedScope(this.scope.module, this, child),
    );
    return this.#children;
  }

  get events(): readonly LinkedEvent[] {
    this.#events ??= this.facts.events.map((event) => new LinkedEvent(event, this));
    return this.#events;
  }

  get calls(): readonly LinkedCall[] {
    this.#calls ??= this.facts.calls.map((call) => new LinkedCall(call, this));
    return this.#calls;
  }

  get blocks(): readonly LinkedBlock[] {
    this.#blocks ??= this.facts.blocks.map((block) => new LinkedBlock(block, this));
    return this.#blocks;
  }

  /** What was resolved here and still holds; keys are binding sites or names of questions. */
  get resolved(): Map<object | string, unknown> {
    const { epoch } = this.scope.module;
    if (this.#epoch !== epoch) {
      this.#resolved.clear();
      this.#epoch = epoch;
    }
    return this.#resolved;
  }

  moveTo(at: number): void {
    this.#at = at;
  }

  /** Takes facts of an equal outline: the scopes inside stay the same objects. */
  adopt(facts: Scope): void {
    if (facts === this.facts) return;
    this.facts = facts;
    this.#epoch = -1;
    this.#events = undefined;
    this.#calls = undefined;
    this.#blocks = undefined;
    this.#children?.forEach((scope, index) => {
      scope.adopt(facts.children[index]!);
    });
  }

  /** The units, this and those inside, that `adopt` would change. */
  differing(facts: Scope): readonly LinkedUnit[] {
    if (facts === this.facts) return [];
    const inside = this.children.flatMap((scope, index) => scope.differing(facts.children[index]!));
    return [this, ...inside];
  }

  /**
   * Puts earlier views back in the place of those that now say the same, so that whoever holds
   * one finds it up to date. `events`, `calls`: the earlier views, some of them undefined.
   */
  putBack(
    events: readonly (LinkedEvent | undefined)[],
    calls: readonly (LinkedCall | undefined)[],
  ): void {
    this.#events = this.events.map((fresh, index) => events[index]?.renewed(fresh) ?? fresh);
    this.#calls = this.calls.map((fresh, index) => calls[index]?.renewed(fresh) ?? fresh);
  }
}

/** An event with its place. */
export class LinkedEvent implements EventView {
  readonly unit: LinkedUnit;
  #event: Event;

  constructor(event: Event, unit: LinkedUnit) {
    this.#event = event;
    this.unit = unit;
  }

  get event(): Event {
    return this.#event;
  }

  /** This view with what a fresh one of its unit says. */
  renewed(fresh: LinkedEvent): this {
    this.#event = fresh.event;
    return this;
  }

  get scope(): LinkedScope {
    return this.unit.scope;
  }

  get span(): Span {
    return shift(this.#event.span, this.unit.start);
  }

  get block(): BlockView | undefined {
    return this.unit.blocks[this.#event.block];
  }
}

/** A compound statement around events. */
export class LinkedBlock implements BlockView {
  readonly block: Block;
  readonly unit: LinkedUnit;

  constructor(block: Block, unit: LinkedUnit) {
    this.block = block;
    this.unit = unit;
  }

  get span(): Span {
    return shift(this.block.span, this.unit.start);
  }

  get parent(): BlockView | undefined {
    return this.unit.blocks[this.block.parent];
  }
}

/** A call with its place; its target is resolved when somebody asks, and kept while it holds. */
export class LinkedCall implements CallView {
  readonly unit: LinkedUnit;
  #call: Call;
  #target: Value | undefined;
  #epoch = -1;

  constructor(call: Call, unit: LinkedUnit) {
    this.#call = call;
    this.unit = unit;
  }

  get call(): Call {
    return this.#call;
  }

  /** This view with what a fresh one of its unit says. */
  renewed(fresh: LinkedCall): this {
    this.#call = fresh.#call;
    this.#target = fresh.#target;
    this.#epoch = fresh.#epoch;
    return this;
  }

  get scope(): LinkedScope {
    return this.unit.scope;
  }

  get span(): Span {
    return shift(this.#call.span, this.unit.start);
  }

  get calleeSpan(): Span {
    return shift(this.#call.callee.span, this.unit.start);
  }

  get block(): BlockView | undefined {
    return this.unit.blocks[this.#call.block];
  }

  get target(): Value {
    const { module } = this.scope;
    if (this.#target === undefined || this.#epoch !== module.epoch) {
      this.#target = module.resolveCall(this);
      this.#epoch = module.epoch;
    }
    return this.#target;
  }

  get path(): string | undefined {
    const { target } = this;
    return target.kind === 'external' ? target.path : undefined;
  }
}
