import type { Binding } from '../door.ts';
import type { Context } from '../start.ts';

/** As Node.js numbers them: `internalBinding('url')`, scheme types of the URL parser. */
const SCHEMES = ['http:', ' ', 'https:', 'ws:', 'ftp:', 'wss:', 'file:'];
const NOT_SPECIAL = 1;
const OMITTED = 0xffffffff;
const PROPERTIES = [
  'protocol',
  'host',
  'hostname',
  'port',
  'username',
  'password',
  'pathname',
  'search',
  'hash',
  'href',
];

/** URLs are parsed by the host, by the standard that both follow; where its parts are is read from the result. */
export function urlBinding({ door, load }: Context): Binding {
  const urlComponents = new Uint32Array(9);

  function locate(href: string): string {
    const protocolEnd = href.indexOf(':') + 1;
    const hash = href.indexOf('#');
    const beforeHash = hash < 0 ? href : href.slice(0, hash);
    const search = beforeHash.indexOf('?');
    const end = search < 0 ? beforeHash.length : search;
    let [usernameEnd, hostStart, hostEnd, pathStart] = [protocolEnd, protocolEnd, protocolEnd, protocolEnd];
    let port = OMITTED;
    if (href.startsWith('//', protocolEnd)) {
      const from = protocolEnd + 2;
      const slash = href.indexOf('/', from);
      pathStart = slash < 0 || slash > end ? end : slash;
      const authority = href.slice(from, pathStart);
      const at = authority.lastIndexOf('@');
      const colon = authority.slice(0, Math.max(0, at)).indexOf(':');
      usernameEnd = at < 0 ? from : from + (colon < 0 ? at : colon);
      hostStart = at < 0 ? from : from + at;
      const [, portDigits] = /:(\d+)$/.exec(authority.slice(at + 1)) ?? [];
      hostEnd = pathStart - (portDigits === undefined ? 0 : portDigits.length + 1);
      if (portDigits !== undefined) port = Number(portDigits);
    } else if (href.startsWith('/.//', protocolEnd)) pathStart = protocolEnd + 2;
    const scheme = SCHEMES.indexOf(href.slice(0, protocolEnd));
    urlComponents.set([
      protocolEnd,
      usernameEnd,
      hostStart,
      hostEnd,
      port,
      pathStart,
      search < 0 ? OMITTED : search,
      hash < 0 ? OMITTED : hash,
      scheme < 0 ? NOT_SPECIAL : scheme,
    ]);
    return href;
  }

  function parse(input: string, base: string | undefined, raise: boolean): string | undefined {
    const href = door.urlParse(input, base);
    if (href) return locate(href);
    if (!raise) return undefined;
    const error = Object.assign(new TypeError('Invalid URL'), {
      code: 'ERR_INVALID_URL',
      input,
      ...(base !== undefined && { base }),
    });
    throw error;
  }

  const domain = (name: string) => {
    const url = door.urlParse(`ws://${name}`);
    return url ? url.slice(5).replace(/[/?#].*$/, '') : '';
  };
  return {
    urlComponents,
    parse,
    canParse: (input: string, base?: string) => door.urlParse(input, base) !== '',
    pathToFileURL(path: string, _windows: boolean, base?: string) {
      const escaped = path.replace(/[%\\\n\r\t?#]/g, (character) => encodeURIComponent(character));
      return parse(`file://${escaped}`, base, true);
    },
    update(href: string, action: number, value: string) {
      const property = PROPERTIES[action];
      const updated = property ? door.urlUpdate(href, property, value) : '';
      return updated ? locate(updated) : false;
    },
    getOrigin: (href: string) => door.urlUpdate(href, 'origin', ''),
    format(href: string, hash: boolean, unicode: boolean, search: boolean, auth: boolean) {
      let text = href;
      if (!hash) text = door.urlUpdate(text, 'hash', '');
      if (!search) text = door.urlUpdate(text, 'search', '');
      if (!auth) text = door.urlUpdate(door.urlUpdate(text, 'username', ''), 'password', '');
      if (!unicode) return text;
      const { toUnicode } = load('node:punycode') as { toUnicode(name: string): string };
      return text.replace(
        /^([a-z]+:\/\/(?:[^@/]*@)?)([^/:?#]+)/,
        (_all, before, host) => before + toUnicode(host),
      );
    },
    domainToASCII: domain,
    domainToUnicode: (name: string) =>
      (load('node:punycode') as { toUnicode(name: string): string }).toUnicode(domain(name)),
  };
}
