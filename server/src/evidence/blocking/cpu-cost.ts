import { dottedPath, type Expression } from '../../facts/expression.ts';
import type { ArgumentPlace } from '../../knowledge/argument-place.ts';
import type { StandardLibraryCall } from '../../knowledge/standard-library.ts';
import type { CallView, ProjectView, UnitView } from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { backtracks } from './backtracking-pattern.ts';
import { assignedTo, knownNumbers, knownSize } from './known-size.ts';

/** What the text shows of a computation that is dear, or may be. */
export interface CpuCost {
  /** True where what stands in the text proves it; false where it is likely. */
  readonly certain: boolean;
  /** What was seen: `600000 rounds`, `(a+)+b`; empty where nothing was. */
  readonly seen: string;
}

/** The arguments that a function of the tables gets, directly or by way of an executor. */
export interface GivenArguments {
  readonly unit: UnitView;
  /** What the method is called on. */
  readonly receiver?: Expression;
  /** The argument at a place; undefined where it is not given, or hidden by stars. */
  at(place: ArgumentPlace): Expression | undefined;
}

/** The arguments of a call itself. */
export function argumentsOf(call: CallView): GivenArguments {
  const { callee } = call.call;
  return {
    unit: call.unit,
    ...(callee.kind === 'attribute' && { receiver: callee.base }),
    at: (place) => argumentAt(call, place)?.value,
  };
}

/** The fields of a row that cost is judged by. */
export type CostedCall = Pick<StandardLibraryCall, 'path' | 'size' | 'pool'>;

/** What one call computes; undefined where it is cheap, or where nothing says that it is not. */
export function cpuCost(
  row: CostedCall,
  given: GivenArguments,
  project: ProjectView,
): CpuCost | undefined {
  const { size } = row;
  const place: ArgumentPlace = {
    ...(size?.position !== undefined && { position: size.position }),
    ...(size?.keyword !== undefined && { keyword: size.keyword }),
  };
  const argument = given.at(place);
  switch (size?.judge) {
    case 'iterations-argument':
    case 'cost-argument': {
      const counts = argument && knownNumbers({ expression: argument, unit: given.unit }, project);
      if (counts === undefined) return { certain: false, seen: '' };
      const count = Math.max(...counts);
      const threshold = size.threshold ?? 0;
      if (count < threshold) return undefined;
      const unit = size.judge === 'cost-argument' ? `${size.keyword ?? 'cost'}=` : '';
      const seen = `${unit}${count}${unit === '' ? ' rounds' : ''}`;
      return { certain: counts.every((one) => one >= threshold), seen };
    }
    case 'input': {
      if (argument === undefined || size.threshold === undefined) return undefined;
      const { least, wholeFile } = knownSize({ expression: argument, unit: given.unit }, project);
      if (least >= size.threshold) return { certain: true, seen: `size ${least}` };
      // What a program reads whole as JSON or a pickle is mostly its own small file.
      return wholeFile && row.pool === 'leaf'
        ? { certain: false, seen: 'a whole file or body' }
        : undefined;
    }
    case 'pattern':
    case 'pattern-of-receiver': {
      const pattern = patternOf(
        size.judge === 'pattern' ? argument : given.receiver,
        given.unit,
        project,
      );
      if (pattern === undefined || !backtracks(pattern, row.path.endsWith('.fullmatch')))
        return undefined;
      if (isOwnText(row, given, project) || hasFlags(row, given)) return undefined;
      return { certain: true, seen: pattern };
    }
    default:
      return undefined;
  }
}

/** So many characters are searched at once, however often the time doubles. */
const shortText = 16;

/** Whether the text that is searched stands in the code, and is short. */
function isOwnText(
  { path, size }: CostedCall,
  given: GivenArguments,
  project: ProjectView,
): boolean {
  const position = (/\.subn?$/.test(path) ? 1 : 0) + (size?.judge === 'pattern' ? 1 : 0);
  const text = given.at({ position, keyword: 'string' });
  // An object may have another text than its class.
  if (text === undefined || text.kind === 'attribute') return false;
  const value = project.valueOf(text, given.unit);
  return value.kind === 'string' && value.value.length < shortText;
}

/** Whether a call says how its pattern is to be read, other than in upper or lower case. */
function hasFlags({ path, size }: CostedCall, given: GivenArguments): boolean {
  if (size?.judge !== 'pattern') return false;
  const position = /\.subn?$/.test(path) ? 4 : /\.split$/.test(path) ? 3 : 2;
  const flags = given.at({ position, keyword: 'flags' });
  return flags !== undefined && !isPlainFlag(flags);
}

function isPlainFlag(flags: Expression): boolean {
  return /^(?:re\.)?(?:I|IGNORECASE|A|ASCII|U|UNICODE)$/.test(dottedPath(flags) ?? '');
}

/** The text of a pattern, or of that which `re.compile()` was given. */
function patternOf(
  expression: Expression | undefined,
  unit: UnitView,
  project: ProjectView,
): string | undefined {
  if (expression === undefined) return undefined;
  if (expression.kind === 'call') {
    const call = unit.calls[expression.call];
    const [first, flags, more] = call?.call.arguments ?? [];
    if (call?.path !== 're.compile' || more !== undefined) return undefined;
    // Other flags may change what the pattern means.
    if (flags !== undefined && !isPlainFlag(flags.value)) return undefined;
    return first?.star === undefined ? patternOf(first?.value, unit, project) : undefined;
  }
  const value = project.valueOf(expression, unit);
  if (value.kind === 'string') return value.value;
  const assigned = assignedTo(expression, unit);
  return assigned?.expression.kind === 'call'
    ? patternOf(assigned.expression, assigned.unit, project)
    : undefined;
}
