import type { Expression } from '../../facts/expression.ts';
import type { FileFacts } from '../../facts/facts.ts';
import type { FilePath } from '../../facts/file-path.ts';
import type { Event, Scope } from '../../facts/scope.ts';
import { CallQuery } from '../call-query.ts';
import { EventQuery } from '../event-query.ts';
import type { ModuleView } from '../model.ts';
import type { PathAddition } from './added-folders.ts';
import { framesOf, importedNames } from './frames.ts';
import { PathReader, pathOf, type Reading } from './located-paths.ts';

/** A folder that code puts on Python's search path. */
export interface WrittenFolder {
  /** Where it lies; undefined for a name that counts from where the process starts. */
  readonly path?: FilePath;
  readonly name?: string;
  /** Searched before the script's own folder and the standard library. */
  readonly comesFirst: boolean;
}

/**
 * The folders that a file adds to `sys.path`, anywhere in it: by `insert`, `append`, `extend`,
 * `+=`, a new list, `site.addsitedir`. A pure function of the facts.
 */
export function writtenFolders(facts: FileFacts, path: FilePath): readonly WrittenFolder[] {
  if (!addingCalls.isIn({ facts }) && !addingEvents.isIn({ facts })) return [];
  const scopes = facts.statements.map(({ unit }) => unit);
  const reader = new PathReader(path, importedNames(scopes));
  const found: WrittenFolder[] = [];
  for (const frame of framesOf(scopes)) {
    for (const [at, { event, unit }] of frame.events.entries()) {
      const reading: Reading = { frame, unit, at, block: event.block };
      for (const { value, comesFirst } of addedBy(event, unit, reader)) {
        for (const one of reader.read(value, reading)) {
          if (one.base !== undefined) {
            const folder = pathOf(one);
            if (folder !== undefined) found.push({ path: folder, comesFirst });
          } else if (!/^[/\\~]|^[A-Za-z]:/.test(one.rest)) {
            found.push({ name: one.rest, comesFirst });
          }
        }
      }
    }
  }
  // The one that is put in front last is searched first.
  return [
    ...found.filter(({ comesFirst }) => comesFirst).reverse(),
    ...found.filter(({ comesFirst }) => !comesFirst),
  ];
}

/** What a file of Python itself adds to the search path of the programs that run it. */
export function scriptAddition({
  facts,
  path,
  isTest,
}: Pick<ModuleView, 'path' | 'isTest'> & { readonly facts: FileFacts }): PathAddition | undefined {
  const folders = writtenFolders(facts, path);
  return folders.length === 0 ? undefined : { folders, forTests: isTest };
}

interface Added {
  readonly value: Expression;
  readonly comesFirst: boolean;
}

function addedBy(event: Event, unit: Scope, reader: PathReader): readonly Added[] {
  if (event.kind === 'assign') return assigned(event, reader);
  const call = event.kind === 'call' ? unit.calls[event.call] : undefined;
  if (call === undefined) return [];
  const values = call.arguments.map(({ value }) => value);
  const [first, second] = values;
  switch (reader.dotted(call.callee)) {
    case 'sys.path.insert':
      return second === undefined ? [] : [{ value: second, comesFirst: isZero(first) }];
    case 'sys.path.append':
    case 'site.addsitedir':
      return first === undefined ? [] : [{ value: first, comesFirst: false }];
    case 'sys.path.extend':
      return itemsOf(first).map((value) => ({ value, comesFirst: false }));
    default:
      return [];
  }
}

/** `sys.path += […]`, `sys.path = […] + sys.path`, `sys.path[:0] = […]`. */
function assigned(event: Event & { kind: 'assign' }, reader: PathReader): readonly Added[] {
  const isPath = (one: Expression): boolean => reader.dotted(one) === 'sys.path';
  const { value, targets, augmented } = event;
  const first = targets.some((one) => one.kind === 'subscript' && isPath(one.base));
  if (!first && !targets.some(isPath)) return [];
  const of = (list: Expression, comesFirst: boolean): readonly Added[] =>
    itemsOf(list).map((item) => ({ value: item, comesFirst }));
  if (first || augmented) return of(value, first && !augmented).toReversed();
  if (value.kind !== 'binary' || value.operator !== '+') return [];
  return [...of(value.left, true).toReversed(), ...of(value.right, false)];
}

function itemsOf(list: Expression | undefined): readonly Expression[] {
  return list?.kind === 'sequence' ? list.items : [];
}

function isZero(place: Expression | undefined): boolean {
  return place?.kind === 'number' && Number(place.text) === 0;
}

// Most code adds nothing, and is not looked at.
const addingCalls = new CallQuery(
  ({ callee }) =>
    /^(?:insert|append|extend|addsitedir)$/.test(lastName(callee)) && isPathLike(callee),
);
const addingEvents = new EventQuery(
  (event) => event.kind === 'assign' && event.targets.some((one) => lastName(one) === 'path'),
);

function isPathLike(callee: Expression): boolean {
  if (lastName(callee) === 'addsitedir') return true;
  return callee.kind === 'attribute' && lastName(callee.base) === 'path';
}

function lastName(expression: Expression): string {
  if (expression.kind === 'subscript') return lastName(expression.base);
  return expression.kind === 'name' || expression.kind === 'attribute' ? expression.name : '';
}
