import type { APIRoute, GetStaticPaths } from 'astro';
import { labSlugs, readLab } from '../../../lab/read.ts';
import { readStartingAccount } from '../../../lab/read-account.ts';

export const getStaticPaths: GetStaticPaths = () =>
  labSlugs()
    .filter((slug) => readLab(slug).account)
    .map((slug) => ({ params: { slug } }));

/** What a session asks for when it creates the lab's function. */
export const GET: APIRoute<never, { slug: string }> = ({ params: { slug } }) =>
  Response.json(readStartingAccount(readLab(slug)));
