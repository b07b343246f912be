import { request as httpRequest } from 'node:http';
import { CreateFunctionCommand, InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { targetOn } from '../../src/targets/simulator.ts';
import { attachedCloud } from './attached.ts';
import { freshCloud } from './simulate.ts';

/** Where the calls of a runtime go. */
export const RUNTIME = '/2018-06-01/runtime';
export const FunctionName = 'demo';

/** The function as the account has it: its code does not matter, since a real process is its runtime. */
export async function create(client: LambdaClient, { Timeout = 30, Handler = 'index.handler' } = {}) {
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs24.x',
      Handler,
      Timeout,
      Role: 'arn:aws:iam::111122223333:role/demo',
      Environment: { Variables: { GREETING: "it's $HOME" } },
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8('// elsewhere') }) },
    }),
  );
}

export async function invoke(client: LambdaClient, event: unknown = {}) {
  const { Payload, FunctionError, LogResult } = await client.send(
    new InvokeCommand({ FunctionName, Payload: strToU8(JSON.stringify(event)), LogType: 'Tail' }),
  );
  return {
    result: JSON.parse(Payload?.transformToString() ?? ''),
    error: FunctionError,
    log: Buffer.from(LogResult ?? '', 'base64').toString(),
  };
}

/** A function that real processes serve, in an account of this process. */
export async function attachedFunction(settings?: { Timeout?: number; Handler?: string }) {
  // It is made where time costs nothing.
  const before = await freshCloud();
  await create(targetOn(before).client, settings);
  await before.settled();
  const account = await attachedCloud(FunctionName, before.save());
  return { ...account, client: targetOn(account.cloud).client };
}

/** One call on the wire. */
export const call = (
  address: string,
  method: string,
  path: string,
  body = '',
  headers: Record<string, string> = {},
) =>
  new Promise<{ status: number | undefined; names: string[]; id: string; text: string }>(
    (resolve, reject) => {
      const [host, port] = address.split(':');
      httpRequest({ host, port, method, path, headers }, async (response) => {
        const text = Buffer.concat(await response.toArray()).toString();
        resolve({
          status: response.statusCode,
          names: response.rawHeaders.filter((_part, at) => at % 2 === 0),
          id: String(response.headers['lambda-runtime-aws-request-id']),
          text,
        });
      })
        .on('error', reject)
        .end(body);
    },
  );
