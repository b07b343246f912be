/** `npm run cloud`: the simulated cloud as a server on this machine, for any AWS SDK or CLI. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createCloud } from '../src/cloud/cloud.ts';
import { hostSettings } from '../src/host/cloud.ts';
import { serveCloud } from '../src/host/serve.ts';
import { leftAsItIs, openStateFile, StateFileError } from '../src/host/state-file.ts';
import { wallClock } from '../src/host/wall-clock.ts';

const USAGE = `Use it as: npm run cloud -- [--port 9000] [--state file.json] [--seed n] [--instant] [--origin https://…]

  --port n       where it listens, on 127.0.0.1 alone; 9000 when it is not said, 0 for any free port
  --state file   keeps the account in this file: a change is on disk before it is answered
  --seed n       a whole number that decides every identifier and all chance; 1 when it is not said
  --instant      time does not pass by the clock on the wall: whatever takes time is done at once
  --origin url   lets pages of this origin use it, as https://example.org; may be given several times
  --help         shows this`;

/** How long a request may still take when the server ends. */
const LAST_ANSWERS_MS = 1000;

/** A wrong argument; the message says which, and what it may be. */
class UsageError extends Error {}

function argumentsOf(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '9000' },
      state: { type: 'string' },
      seed: { type: 'string', default: '1' },
      instant: { type: 'boolean', default: false },
      origin: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  const wrong = values.origin.find((origin) => !isOrigin(origin));
  if (wrong !== undefined)
    throw new UsageError(
      `--origin ${wrong} is no origin: it has scheme and host alone, as https://example.org`,
    );
  if (values.state === '') throw new UsageError('--state needs the name of a file.');
  return {
    ...values,
    port: wholeNumber('--port', values.port, 65_535),
    seed: wholeNumber('--seed', values.seed, 2 ** 32 - 1),
  };
}

function wholeNumber(name: string, text: string, most: number): number {
  if (!/^\d+$/.test(text) || Number(text) > most)
    throw new UsageError(`${name} takes a whole number from 0 to ${most}, not ${text || 'nothing'}.`);
  return Number(text);
}

const isOrigin = (text: string) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;

async function open({ state, seed, instant }: ReturnType<typeof argumentsOf>) {
  const file = state === undefined ? undefined : await openStateFile(state);
  try {
    const cloud = createCloud({
      ...hostSettings(),
      seed,
      startsAt: Date.now(),
      saved: file?.saved,
      ...(!instant && { wall: wallClock() }),
      traced: false,
    });
    return { cloud, file };
  } catch (error) {
    await file?.release();
    throw new StateFileError(
      `${state} cannot be used: ${(error as Error).message} ${leftAsItIs(state ?? '')}`,
    );
  }
}

async function start(args: string[]) {
  const given = argumentsOf(args);
  if (given.help) return console.log(USAGE);
  const { cloud, file } = await open(given);
  const server = serveCloud({
    cloud,
    origins: given.origin,
    keep: async () => file?.keep(() => cloud.save()),
  });
  server.on('error', async (error: NodeJS.ErrnoException) => {
    await file?.release();
    fail(
      error.code === 'EADDRINUSE'
        ? `Port ${given.port} is taken. Choose another one: npm run cloud -- --port ${given.port + 1}`
        : error.message,
    );
  });
  server.listen(given.port, '127.0.0.1', () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    console.log(
      `The simulated cloud is at ${url}: aws lambda list-functions --endpoint-url ${url} --region us-east-1`,
    );
  });

  const end = async () => {
    server.close();
    server.closeIdleConnections();
    // Who still waits for an answer gets it, unless it takes long.
    await Promise.race([once(server, 'close'), delay(LAST_ANSWERS_MS)]);
    await file?.close(() => cloud.save());
    process.exit(0);
  };
  // A terminal sends its signal twice: to this process, and by way of npm.
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
      if (!ending) void end();
      ending = true;
    });
}

function fail(message: string) {
  console.error(message);
  process.exit(1);
}

try {
  await start(process.argv.slice(2));
} catch (error) {
  const isUsage =
    error instanceof UsageError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  if (!isUsage && !(error instanceof StateFileError)) throw error;
  fail(isUsage ? `${(error as Error).message}\n\n${USAGE}` : (error as Error).message);
}
