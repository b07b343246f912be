import { RuntimeError } from './failure.ts';
import { define } from './globals.ts';
import { library } from './library.ts';

type Write = (chunk: unknown, ...rest: unknown[]) => boolean;

/** What a streaming handler writes its response to: a Writable, with the type of its content. */
interface ResponseStream extends NodeJS.WritableStream {
  readonly writableFinished: boolean;
  setContentType(type: string): void;
  _onBeforeFirstWrite?: (write: Write) => void;
}

/** A response on its way: `finished` gives its type and its bytes as text. */
export interface StreamedResponse {
  stream: ResponseStream;
  finished: Promise<{ contentType: string; body: string }>;
}

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const HIGH_WATER_MARK = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark');
const PRELUDE_TYPE = 'application/vnd.awslambda.http-integration-response';

type Marked = Record<symbol, unknown>;

/**
 * Whether `awslambda.streamifyResponse` has marked the handler.
 * @throws RuntimeError when it is marked for something else
 */
export function streams(handler: object): boolean {
  const mode = (handler as Marked)[STREAMING];
  if (mode === undefined || mode === null || mode === false) return false;
  if (mode === 'response') return true;
  throw new RuntimeError('Runtime.MalformedStreamingHandler', 'Only response streaming is supported.');
}

const HttpResponseStream = {
  /** Puts status and headers in front of the body, for function URLs and API Gateway. */
  from(stream: ResponseStream, prelude: unknown): ResponseStream {
    stream.setContentType(PRELUDE_TYPE);
    const head = JSON.stringify(prelude);
    stream._onBeforeFirstWrite = (write) => {
      write(head);
      write(new Uint8Array(8));
    };
    return stream;
  },
};

/** The global `awslambda`. */
export function defineStreaming(env: NodeJS.ProcessEnv): void {
  if (/^(1|true)$/.test(env.AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA ?? '')) return;
  define('awslambda', {
    streamifyResponse(handler: Marked, options?: { highWaterMark?: unknown }) {
      handler[STREAMING] = 'response';
      if (typeof options?.highWaterMark === 'number') handler[HIGH_WATER_MARK] = options.highWaterMark;
      return handler;
    },
    HttpResponseStream,
  });
}

/** Opens the stream that the response to one invocation of `handler` is written to. */
export function openResponseStream(handler: object): StreamedResponse {
  const { Writable } = library('stream') as typeof import('node:stream');
  const highWaterMark = (handler as Marked)[HIGH_WATER_MARK] as number | undefined;
  const chunks: Buffer[] = [];
  let contentType = 'application/octet-stream';
  let begun = false;
  const stream = new Writable({
    ...(highWaterMark && { highWaterMark }),
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  }) as unknown as ResponseStream;
  const write = stream.write.bind(stream) as Write;
  Object.assign(stream, {
    setContentType(type: string) {
      if (begun)
        throw new RuntimeError('Runtime.InvalidStreamingOperation', 'Cannot set content-type, too late.');
      contentType = type;
    },
    write(chunk: unknown, ...rest: unknown[]) {
      const raw = typeof chunk === 'string' || chunk instanceof Uint8Array;
      if (!begun) stream._onBeforeFirstWrite?.(write);
      begun = true;
      return write(raw ? chunk : JSON.stringify(chunk), ...rest);
    },
  });
  const finished = new Promise<{ contentType: string; body: string }>((resolve, reject) => {
    stream.on('finish', () => resolve({ contentType, body: Buffer.concat(chunks).toString() }));
    stream.on('error', reject);
  });
  return { stream, finished };
}

/** Waits until the handler is done and its response is whole. */
export async function streamed(result: unknown, { finished }: StreamedResponse) {
  if (typeof (result as PromiseLike<unknown> | undefined)?.then !== 'function')
    throw new Error('Streaming does not support non-async handlers.');
  if ((await result) !== undefined) console.warn('Streaming handlers ignore return values.');
  return finished;
}
