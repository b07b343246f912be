import type { RuntimeApiResponse } from '../../../environment/runtime-api.ts';

/** What `-w` can tell of a transfer. */
export interface Transfer {
  response: RuntimeApiResponse;
  url: string;
  method: string;
  downloaded: number;
  uploaded: number;
  headerBytes: number;
  elapsedMs: number;
  exitCode: number;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const VARIABLES: Readonly<Record<string, (transfer: Transfer) => string | number>> = {
  http_code: ({ response }) => response.status,
  response_code: ({ response }) => response.status,
  content_type: ({ response }) => response.headers['content-type'] ?? '',
  size_download: ({ downloaded }) => downloaded,
  size_upload: ({ uploaded }) => uploaded,
  size_header: ({ headerBytes }) => headerBytes,
  time_total: ({ elapsedMs }) => (elapsedMs / 1000).toFixed(6),
  url: ({ url }) => url,
  url_effective: ({ url }) => url,
  method: ({ method }) => method,
  http_version: () => '1.1',
  num_redirects: () => 0,
  exitcode: ({ exitCode }) => exitCode,
};

/** Fills in the format of `-w`; a variable that there is not is left out. */
export const writeOut = (format: string, transfer: Transfer): string =>
  format.replace(/%%|%\{([^}]*)\}|\\(.)/g, (whole, variable?: string, escaped?: string) => {
    if (escaped !== undefined) return ESCAPES[escaped] ?? whole;
    if (variable === undefined) return '%';
    return Object.hasOwn(VARIABLES, variable) ? String(VARIABLES[variable]!(transfer)) : '';
  });
