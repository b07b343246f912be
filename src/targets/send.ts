import type { LambdaClient } from '@aws-sdk/client-lambda';
import { HttpRequest } from '@smithy/core/protocols';
import type { CloudRequest, CloudResponse } from '../cloud/http.ts';

/** Sends a request of another client to the account that `client` speaks to, as it stands. */
export async function sendBy(client: LambdaClient, request: CloudRequest): Promise<CloudResponse> {
  const { method, path, queryLists, headers, body } = request;
  const query = Object.fromEntries(
    Object.entries(queryLists).map(([key, values]) => [
      key,
      values.length > 1 ? [...values] : (values[0] ?? ''),
    ]),
  );
  const sent = new HttpRequest({ method, path, query, headers, body, hostname: headers.host ?? '' });
  const { response } = await client.config.requestHandler.handle(sent);
  return { statusCode: response.statusCode, headers: response.headers, body: response.body };
}
