import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Cloud } from '../../src/cloud/cloud.ts';
import { serveCloud } from '../../src/host/serve.ts';

/** A client that speaks to a server on this machine, as any program would. */
export const clientOf = (endpoint: string) =>
  new LambdaClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDANYBODY', secretAccessKey: 'anything' },
    maxAttempts: 1,
  });

/** `cloud` over real HTTP, until it is disposed of. */
export async function serving(
  cloud: Cloud,
  { origins = [], keep = async () => {} }: { origins?: string[]; keep?: () => Promise<void> } = {},
) {
  const server = serveCloud({ cloud, origins, keep });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const client = clientOf(url);
  return {
    url,
    port,
    client,
    async [Symbol.asyncDispose]() {
      client.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
