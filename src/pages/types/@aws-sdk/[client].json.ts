import type { APIRoute } from 'astro';
import { labSlugs, readLab } from '../../../lab/read.ts';
import { readDeclarations } from '../../../lab/sdk-declarations.ts';

/** One file for each package that a lab names in `sdk`. */
export function getStaticPaths() {
  const names = new Set(labSlugs().flatMap((slug) => readLab(slug).sdk));
  return [...names].map((name) => ({ params: { client: name.replace('@aws-sdk/', '') } }));
}

export const GET: APIRoute = ({ params: { client } }) =>
  Response.json(readDeclarations(`@aws-sdk/${client}`));
