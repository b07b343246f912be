import type { Trace } from '../trace.ts';
import type { ExtensionsApi } from './extensions-api.ts';
import type { RuntimeApi, RuntimeApiRequest, RuntimeApiResponse } from './runtime-api.ts';
import type { TelemetryApi } from './telemetry-api.ts';

/** What answers at `http://${AWS_LAMBDA_RUNTIME_API}`. */
export interface LocalApis {
  /**
   * Answers at once, or when there is an event for whoever asks for the next one.
   * @param extension file name of the external extension whose process asks; undefined for the runtime's
   */
  request(
    request: RuntimeApiRequest,
    at: number,
    extension: string | undefined,
    respond: (response: RuntimeApiResponse, at: number) => void,
  ): void;
}

/** The APIs of an environment by their paths; what they are asked, and answer, goes into the trace. */
export function createLocalApis(
  environmentId: string,
  trace: Trace,
  runtime: RuntimeApi,
  extensions: ExtensionsApi,
  telemetry: Pick<TelemetryApi, 'request'>,
): LocalApis {
  return {
    request(request, at, extension, respond) {
      const { method, path } = request;
      const asked = { environmentId, ...(extension && { extension }), method, path };
      let answered = false;
      const answer = (response: RuntimeApiResponse, answeredAt: number) => {
        answered = true;
        trace.record({
          type: 'runtime-api',
          at: answeredAt,
          askedAt: at,
          ...asked,
          requestHeaders: request.headers,
          requestBody: request.body,
          status: response.status,
          responseHeaders: response.headers,
          responseBody: response.body,
        });
        respond(response, answeredAt);
      };
      if (path.startsWith('/2018-06-01/')) runtime.request(request, at, answer);
      else if (path.startsWith('/2020-01-01/extension/')) extensions.request(request, at, extension, answer);
      else answer(telemetry.request(request, at), at);
      if (!answered) trace.record({ type: 'runtime-api-waiting', at, ...asked });
    },
  };
}
