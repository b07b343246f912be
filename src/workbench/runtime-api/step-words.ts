import { STATES } from './by-hand.ts';
import type { Answer, Exchange } from './exchanges.ts';
import { duration, isRefused, statusInWords } from './exchanges.ts';
import type { Step } from './sequence.ts';

/** The call without what all of them have in common, and with the request's id cut short: `/invocation/2df3…/response`. */
export const pathTail = (path: string) =>
  path
    .replace(/^\/[\d-]+\/(runtime(?=\/))?/, (_, runtime) => (runtime ? '' : '/'))
    .replace(/([0-9a-f]{4})[0-9a-f]{4}-[0-9a-f-]{27}/, '$1…');

/** What Lambda's answer is, in short. */
export function answerInWords({ path }: Pick<Exchange, 'path'>, answer: Answer): string {
  const status = statusInWords(answer);
  if (answer.status !== 200) return status;
  if (path.endsWith('/invocation/next')) return `${status}: an event`;
  return path.endsWith('/event/next') ? `${status}: ${eventTypeOf(answer)}` : status;
}

function member(body: string, name: string): unknown {
  try {
    return JSON.parse(body)?.[name];
  } catch {
    return undefined;
  }
}

const eventTypeOf = ({ body }: Answer) => String(member(body, 'eventType') ?? 'an event');

const OF_CALLS: readonly (readonly [RegExp, string])[] = [
  [
    /\/invocation\/[^/]+\/response$/,
    'The runtime posts what the handler returned, and Lambda passes it on to the caller.',
  ],
  [
    /\/invocation\/[^/]+\/error$/,
    'The runtime reports that the function failed. Lambda passes the error on to the caller, and the environment lives on.',
  ],
  [
    /\/init\/error$/,
    'Something went wrong before the first event, and $who says so. Lambda ends this start of the environment.',
  ],
  [
    /\/restore\/next$/,
    'This is the call in which the snapshot was taken. Lambda’s answer says that it is restored: the runtime goes on from there.',
  ],
  [/\/restore\/error$/, 'The runtime reports that it could not go on from the snapshot.'],
  [/\/exit\/error$/, '$Who reports that it has to end.'],
  [/\/extension\/register$/, '$Who registers, and says which events it wants to have.'],
  [/\/telemetry$/, '$Who subscribes: Lambda will send it logs and telemetry.'],
  [/\/ping$/, '$Who asks whether Lambda is there.'],
];

/** Of what an error is that the API answers with, by its type. */
const WHY: Readonly<Record<string, string>> = {
  InvalidRequestID: 'The id in the path is not that of the event that the runtime has now.',
  InvalidFunctionResponseMode: 'The only mode that there is, is streaming.',
  RequestEntityTooLarge: 'What a function returns may be 6 MB.',
  InvalidInvocationId: 'The id in the header is not the one that came with the event.',
  'Extension.InvalidEventType':
    'The events are INVOKE and SHUTDOWN. SHUTDOWN is for extensions that have the name of their file in /opt/extensions.',
  'Extension.RegistrationClosed': 'Extensions register while the environment starts, not later.',
  'Extension.MissingExtensionIdentifier':
    'Every call but the first needs the identifier that registering gave.',
};

/** Why Lambda refused a call, in a sentence. */
export function refusalInWords({ method, path, answer }: Exchange): string {
  if (!answer) return '';
  const type = String(member(answer.body, 'errorType') ?? '');
  const message = String(member(answer.body, 'errorMessage') ?? '');
  const [, from, to] = /^State transition from (\w+) to (\w+) failed for runtime/.exec(message) ?? [];
  const meaning = Object.entries(STATES).find(([state]) => state === from)?.[1] ?? '';
  if (from && to)
    return `In the state ${from} this is not allowed, for it would lead to ${to}. ${meaning}`.trim();
  if (answer.status === 404) return `There is nothing at ${path}.`;
  if (answer.status === 405) return `${method} is not the method of this path.`;
  return WHY[type] ?? message;
}

/** `The handler has 3.0 s for it.`, from the deadline that came with the event. */
function deadlineInWords({ answer, clock }: Exchange): string {
  const deadline = Number(answer?.headers['lambda-runtime-deadline-ms']);
  const left = deadline - clock - (answer?.afterMs ?? 0);
  return Number.isFinite(left) ? ` The handler has ${(left / 1000).toFixed(1)} s for it.` : '';
}

function askedInWords(who: string, { doing, party }: Step): string {
  const others = doing.some((each, at) => at !== party && each !== 'waiting');
  return others
    ? `${who} asks for its next event. Lambda holds the call.`
    : `${who} asks for the next event. Lambda holds the call: until there is one, the environment is frozen.`;
}

function answeredInWords(who: string, { gap, exchange }: Step): string {
  const type = exchange.answer && exchange.extension !== undefined && eventTypeOf(exchange.answer);
  const thawed =
    gap?.kind === 'frozen' ? ` Until now the environment was frozen, for ${duration(gap.ms ?? 0)}.` : '';
  if (type === 'SHUTDOWN')
    return `Lambda gives the environment up. ${who} hears why, and may put its things in order.${thawed}`;
  if (type) return `${who} hears of an event that the runtime gets too.${thawed}`;
  return `An event is here: it is Lambda’s answer to the call.${deadlineInWords(exchange)}${thawed}`;
}

/** What happens in a step, in words for somebody who sees it for the first time. */
export function stepInWords(step: Step): string {
  const { exchange, part } = step;
  const who = exchange.extension === undefined ? 'the runtime' : `the extension ${exchange.extension}`;
  const Who = `T${who.slice(1)}`;
  if (isRefused(exchange)) return `${Who} is refused. ${refusalInWords(exchange)}`;
  if (part === 'asked') return askedInWords(Who, step);
  if (part === 'answered') return answeredInWords(Who, step);
  const words = OF_CALLS.find(([path]) => path.test(exchange.path))?.[1] ?? '$Who calls, and Lambda answers.';
  return words.replace('$Who', Who).replace('$who', who);
}
