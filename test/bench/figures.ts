import { LambdaClient } from '@aws-sdk/client-lambda';
import { HttpResponse } from '@smithy/core/protocols';
import type { CloudResponse } from '../../src/cloud/http.ts';

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const row = (what: string, value: string): void => console.log(`${what.padEnd(58)} ${value}`);

export const ms = (value: number): string => `${value.toFixed(value < 1 ? 3 : 1)} ms`;

const ONE = { statusCode: 200, headers: {}, body: new Uint8Array([49]) };

/** The SDK's client with an answer at hand: what is left is the SDK's own cost. */
export const clientWithReadyAnswer = ({ statusCode, headers, body }: CloudResponse = ONE): LambdaClient =>
  new LambdaClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    requestHandler: {
      handle: async () => ({
        response: new HttpResponse({ statusCode, headers: { ...headers }, body }),
      }),
    },
  });
