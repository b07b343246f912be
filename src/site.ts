/** A page of this site under whatever base path it was built for; `path` is relative to the front page. */
export function siteUrl(path: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/?$/, '/')}${path}`;
}
