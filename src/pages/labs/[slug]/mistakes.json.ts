import { join } from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import { LABS, labSlugs } from '../../../lab/read.ts';
import { readMistakes } from '../../../lab/read-mistakes.ts';

export const getStaticPaths: GetStaticPaths = () => labSlugs().map((slug) => ({ params: { slug } }));

/** What a session asks for when a check fails. */
export const GET: APIRoute<never, { slug: string }> = ({ params: { slug } }) =>
  Response.json(
    readMistakes(join(LABS, slug)).map(({ name, fails, finding, hint }) => ({ name, fails, finding, hint })),
  );
