interface Head {
  method: string;
  path: string;
  headers: Record<string, unknown>;
}

const invalid = (what: string, code: string) =>
  Object.assign(new TypeError(`Invalid character in ${what}`), { code });

/** What Node.js's `http` makes sure of before anything is sent. */
export function checked({ method, path, headers }: Head) {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(method))
    throw Object.assign(new TypeError(`Method must be a valid HTTP token ["${method}"]`), {
      code: 'ERR_INVALID_HTTP_TOKEN',
    });
  if (/[^\x21-\xff]/.test(path))
    throw Object.assign(new TypeError('Request path contains unescaped characters'), {
      code: 'ERR_UNESCAPED_CHARACTERS',
    });
  for (const [name, value] of Object.entries(headers))
    if (/[^\t\x20-\x7e\x80-\xff]/.test(String(value)))
      throw invalid(`header content ["${name}"]`, 'ERR_INVALID_CHAR');
}

/** As Node.js has it where no name server knows the host, which is so for all that this simulator has not. */
export const notFound = (hostname: string) =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
    errno: -3008,
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname,
  });

export const refused = (port: number) =>
  Object.assign(new Error(`connect ECONNREFUSED 127.0.0.1:${port}`), {
    errno: -111,
    code: 'ECONNREFUSED',
    syscall: 'connect',
    address: '127.0.0.1',
    port,
  });
