/** What a sequence of calls should leave in an account: a second telling of the rules, by itself and much shorter than the simulator. */

export type Step =
  | { op: 'create'; fn: string; code: number; publish: boolean }
  | { op: 'updateCode'; fn: string; code: number; publish: boolean; guard: Guard }
  | { op: 'configure'; fn: string; description?: string; layers?: readonly LayerVersion[]; guard: Guard }
  | { op: 'publish'; fn: string; description?: string; sha?: number; guard: Guard }
  | { op: 'deleteFunction'; fn: string }
  | { op: 'deleteVersion'; fn: string; version: string }
  | ({ op: 'createAlias' } & AliasStep & { version: string })
  | ({ op: 'updateAlias'; guard: Guard } & AliasStep)
  | { op: 'deleteAlias'; fn: string; alias: string }
  | { op: 'publishLayer'; layer: string; code: number }
  | { op: 'deleteLayer'; layer: string; version: number }
  | { op: 'reserve'; fn: string; count: number }
  | { op: 'unreserve'; fn: string }
  | { op: 'tag'; fn: string; tags: Readonly<Record<string, string>> }
  | { op: 'untag'; fn: string; keys: readonly string[] };

/** Which `RevisionId` a call brings: none, that of now, or one of before. */
export type Guard = 'none' | 'current' | 'stale';
type LayerVersion = readonly [layer: string, version: number];
type Weight = readonly [version: string, weight: number];
interface AliasStep {
  fn: string;
  alias: string;
  version?: string;
  /** `null` takes the weights away. */
  weight?: Weight | null;
}

interface Configuration {
  code: number;
  description: string;
  layers: readonly LayerVersion[];
}

export interface ModelFunction {
  latest: Configuration;
  published: Map<string, Configuration>;
  /** What was last published, as which version. */
  last?: { version: string; content: string };
  aliases: Map<string, { version: string; weight: Weight | undefined }>;
  reserved?: number;
  tags: Readonly<Record<string, string>>;
}

export interface Model {
  functions: Map<string, ModelFunction>;
  /** The highest version that a name ever had. */
  numbers: Map<string, number>;
  layers: Map<string, { versions: Set<number>; last: number }>;
}

export const emptyModel = (): Model => ({ functions: new Map(), numbers: new Map(), layers: new Map() });

/** What a call answers: the name of an error, or the number of the version that it made or found. */
export type Answer = { error: string } | { version?: string };

const MISSING = { error: 'ResourceNotFoundException' };
const CONFLICT = { error: 'ResourceConflictException' };
const INVALID = { error: 'InvalidParameterValueException' };
const STALE = { error: 'PreconditionFailedException' };

/** Carries `step` out on the model. */
export function follow(model: Model, step: Step): Answer {
  if (step.op === 'publishLayer') {
    const layer = model.layers.get(step.layer) ?? { versions: new Set(), last: 0 };
    model.layers.set(step.layer, layer);
    layer.last += 1;
    layer.versions.add(layer.last);
    return { version: String(layer.last) };
  }
  if (step.op === 'deleteLayer') {
    model.layers.get(step.layer)?.versions.delete(step.version);
    return {};
  }
  const one = model.functions.get(step.fn);
  if (step.op === 'create') {
    if (one) return CONFLICT;
    const latest = { code: step.code, description: '', layers: [] };
    const created: ModelFunction = { latest, published: new Map(), aliases: new Map(), tags: {} };
    model.functions.set(step.fn, created);
    return step.publish ? publish(model, step.fn, created) : { version: '$LATEST' };
  }
  if (step.op === 'deleteVersion' && step.version === '$LATEST') return INVALID;
  return one ? onFunction(model, one, step) : MISSING;
}

type FunctionStep = Exclude<Step, { op: 'create' | 'publishLayer' | 'deleteLayer' }>;

function onFunction(model: Model, one: ModelFunction, step: FunctionStep): Answer {
  if ('guard' in step && step.guard === 'stale' && step.op !== 'updateAlias') {
    // What it asks for is looked at first.
    return step.op === 'configure' && !fits(model, step.layers) ? INVALID : STALE;
  }
  switch (step.op) {
    case 'updateCode':
      one.latest = { ...one.latest, code: step.code };
      return step.publish ? publish(model, step.fn, one) : { version: '$LATEST' };
    case 'configure':
      if (!fits(model, step.layers)) return INVALID;
      one.latest = {
        ...one.latest,
        description: step.description ?? one.latest.description,
        layers: step.layers ?? one.latest.layers,
      };
      return { version: '$LATEST' };
    case 'publish':
      if (step.sha !== undefined && step.sha !== one.latest.code) return INVALID;
      return publish(model, step.fn, one, step.description);
    case 'deleteFunction':
      model.functions.delete(step.fn);
      return {};
    case 'deleteVersion':
      if ([...one.aliases.values()].some((alias) => pointsTo(alias, step.version))) return CONFLICT;
      one.published.delete(step.version);
      return {};
    case 'createAlias': {
      const alias = { version: step.version, weight: step.weight ?? undefined };
      const refused = routing(one, alias);
      if (refused) return refused;
      if (one.aliases.has(step.alias)) return CONFLICT;
      one.aliases.set(step.alias, alias);
      return { version: step.version };
    }
    case 'updateAlias': {
      const before = one.aliases.get(step.alias);
      if (!before) return MISSING;
      if (step.guard === 'stale') return STALE;
      const weight = step.weight === undefined ? before.weight : (step.weight ?? undefined);
      const alias = { version: step.version ?? before.version, weight };
      const refused = routing(one, alias);
      if (refused) return refused;
      one.aliases.set(step.alias, alias);
      return { version: alias.version };
    }
    case 'deleteAlias':
      one.aliases.delete(step.alias);
      return {};
    case 'reserve': {
      const others = [...model.functions.values()].filter((other) => other !== one);
      const taken = others.reduce((sum, { reserved = 0 }) => sum + reserved, step.count);
      if (taken > 900) return INVALID;
      one.reserved = step.count;
      return {};
    }
    case 'unreserve':
      delete one.reserved;
      return {};
    case 'tag':
      one.tags = { ...one.tags, ...step.tags };
      return {};
    case 'untag':
      one.tags = Object.fromEntries(Object.entries(one.tags).filter(([key]) => !step.keys.includes(key)));
      return {};
  }
}

/** The next number, or the version that was published last when nothing has changed since. */
function publish(model: Model, fn: string, one: ModelFunction, description?: string): Answer {
  const content = JSON.stringify(one.latest);
  if (one.last?.content === content && one.published.has(one.last.version))
    return { version: one.last.version };
  const number = (model.numbers.get(fn) ?? 0) + 1;
  const version = String(number);
  model.numbers.set(fn, number);
  one.published.set(version, { ...one.latest, ...(description !== undefined && { description }) });
  one.last = { version, content };
  return { version };
}

/** Layer versions that are there, and of each layer one. */
const fits = ({ layers }: Model, asked: readonly LayerVersion[] = []) =>
  asked.every(([layer, version]) => layers.get(layer)?.versions.has(version)) &&
  new Set(asked.map(([layer]) => layer)).size === asked.length;

const pointsTo = (alias: { version: string; weight: Weight | undefined }, version: string) =>
  alias.version === version || alias.weight?.[0] === version;

/** Why an alias may not point there; undefined when it may. */
function routing(one: ModelFunction, { version, weight }: { version: string; weight: Weight | undefined }) {
  const isThere = (number: string) => number === '$LATEST' || one.published.has(number);
  if (!isThere(version)) return MISSING;
  if (!weight) return undefined;
  if (version === '$LATEST' || version === weight[0]) return INVALID;
  return isThere(weight[0]) ? undefined : MISSING;
}
