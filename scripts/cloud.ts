/** `npm run cloud`: the simulated cloud as a server on this machine, for any AWS SDK or CLI. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Cloud, createCloud } from '../src/cloud/cloud.ts';
import { type ServedRuntimeApi, serveRuntimeApi } from '../src/host/attach.ts';
import { hostSettings } from '../src/host/cloud.ts';
import { asExports, runtimeVariables } from '../src/host/runtime-variables.ts';
import { serveCloud } from '../src/host/serve.ts';
import { leftAsItIs, openStateFile, StateFileError } from '../src/host/state-file.ts';
import { wallClock } from '../src/host/wall-clock.ts';

const USAGE = `Use it as: npm run cloud -- [--port 9000] [--state file.json] [--seed n] [--instant] [--origin https://…] [--attach function=port]

  --port n       where it listens, on 127.0.0.1 alone; 9000 when it is not said, 0 for any free port
  --state file   keeps the account in this file: a change is on disk before it is answered
  --seed n       a whole number that decides every identifier and all chance; 1 when it is not said
  --instant      time does not pass by the clock on the wall: whatever takes time is done at once
  --origin url   lets pages of this origin use it, as https://example.org; may be given several times
  --attach f=n   opens the Runtime API of function f at port n, for a process of yours to serve its events, such as demo=9001;
                 may be given several times: docs/attach.md
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
      attach: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  const wrong = values.origin.find((origin) => !isOrigin(origin));
  if (wrong !== undefined)
    throw new UsageError(
      `--origin ${wrong} is no origin: it has scheme and host alone, as https://example.org`,
    );
  const attach = values.attach.map(attachment);
  const names = attach.map(({ functionName }) => functionName);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined)
    throw new UsageError(`--attach ${twice} is given twice: a function has one Runtime API.`);
  if (values.state === '') throw new UsageError('--state needs the name of a file.');
  return {
    ...values,
    port: wholeNumber('--port', values.port, 65_535),
    seed: wholeNumber('--seed', values.seed, 2 ** 32 - 1),
    attach,
  };
}

function attachment(text: string) {
  const [, functionName, port] = /^([\w-]{1,64})=(\d+)$/.exec(text) ?? [];
  if (functionName === undefined || port === undefined)
    throw new UsageError(
      `--attach takes the name of a function and a port, as demo=9001, not ${text || 'nothing'}.`,
    );
  return { functionName, port: wholeNumber(`--attach ${functionName}`, port, 65_535) };
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
  const stop = async (message: string) => {
    await file?.release();
    fail(message);
  };
  const attached: ServedRuntimeApi[] = [];
  const server = serveCloud({
    cloud,
    origins: given.origin,
    keep: async () => file?.keep(() => cloud.save()),
  });
  server.on('error', (error: NodeJS.ErrnoException) =>
    stop(
      error.code === 'EADDRINUSE'
        ? `Port ${given.port} is taken. Choose another one: npm run cloud -- --port ${given.port + 1}`
        : error.message,
    ),
  );
  server.listen(given.port, '127.0.0.1', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    console.log(
      `The simulated cloud is at ${url}: aws lambda list-functions --endpoint-url ${url} --region us-east-1`,
    );
    try {
      for (const one of given.attach) attached.push(await attach(cloud, url, one));
    } catch (error) {
      await stop((error as Error).message);
    }
  });

  const end = async () => {
    server.close();
    server.closeIdleConnections();
    // Who still waits for an answer gets it, unless it takes long.
    await Promise.race([once(server, 'close'), delay(LAST_ANSWERS_MS)]);
    await Promise.all(attached.map((one) => one.close()));
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

/** Opens a function's Runtime API, and tells what its runtime needs: now, or when there is such a function. */
async function attach(
  cloud: Cloud,
  endpoint: string,
  { functionName, port }: ReturnType<typeof attachment>,
): Promise<ServedRuntimeApi> {
  let told = false;
  async function tell(before: string, api: ServedRuntimeApi) {
    const variables = await runtimeVariables(cloud, functionName, { address: api.address, endpoint });
    if (variables && !told)
      console.log(`\n${before} Start its runtime in a terminal of its own, after:\n${asExports(variables)}`);
    else console.log(`\n${before}`);
    told = variables !== undefined;
    return told;
  }
  try {
    const api = await serveRuntimeApi({
      cloud,
      functionName,
      port,
      unheard: () =>
        void tell(
          `An event for ${functionName} waits: nobody asks for events on port ${portOf(api)} yet.`,
          api,
        ),
    });
    const is = await tell(`The Runtime API of ${functionName} is at ${api.address}.`, api);
    if (!is) console.log(`There is no function ${functionName} yet: create it, and invoke it.`);
    return api;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is taken. Choose another one: --attach ${functionName}=${port + 1}`);
  }
}

const portOf = ({ address }: ServedRuntimeApi) => address.split(':')[1];

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
