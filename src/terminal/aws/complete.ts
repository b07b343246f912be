import { type LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { ADDED, GLOBAL_OPTIONS, ownParameters } from './arguments.ts';
import { choices, OPERATIONS, WAITERS } from './model.ts';
import { OUTPUTS } from './output.ts';

async function functionNames(client: LambdaClient): Promise<string[]> {
  const names: string[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client }, {}))
    names.push(...Functions.flatMap(({ FunctionName }) => FunctionName ?? []));
  return names;
}

/** What can follow in an `aws` line: `words` are those after `aws`, the last one as far as it is typed. */
export function createAwsCompletion(client: LambdaClient) {
  async function candidates(words: readonly string[]): Promise<readonly string[]> {
    const [service, command = '', third = ''] = words;
    const word = words.at(-1) ?? '';
    if (words.length <= 1) return ['lambda', 'configure', 'help'];
    if (service !== 'lambda') return [];
    if (words.length === 2) return [...OPERATIONS.keys(), 'wait', 'help'];
    if (command === 'wait' && words.length === 3) return [...WAITERS.keys()];
    const operation = OPERATIONS.get(command === 'wait' && WAITERS.has(third) ? 'get-function' : command);
    if (!operation) return [];
    const parameters = ownParameters(operation);
    if (word.startsWith('-')) {
      const added = [...(operation.pagedMember ? ADDED.paging : []), ADDED.input, ADDED.skeleton];
      const all = [
        ...parameters.map(({ option }) => option),
        ...added,
        ...GLOBAL_OPTIONS.valued,
        ...GLOBAL_OPTIONS.flags,
      ];
      return all.map((option) => `--${option}`).filter((option) => !words.slice(0, -1).includes(option));
    }
    const before = words.at(-2);
    if (before === '--output') return OUTPUTS;
    const parameter = parameters.find(({ option }) => `--${option}` === before);
    if (parameter?.option === 'function-name') return functionNames(client);
    return parameter ? choices(parameter.path.at(-1) ?? '') : [];
  }

  return async (words: readonly string[]): Promise<string[]> => {
    const word = words.at(-1) ?? '';
    return (await candidates(words)).filter((candidate) => candidate.startsWith(word));
  };
}
