import type { APIRoute, GetStaticPaths } from 'astro';
import { labSlugs, readLab, readSolution } from '../../../lab/read.ts';
import { solutionPolicy } from '../../../lab/solution-policy.ts';

/** None at all where the solution is never shown: what is not published cannot be found. */
export const getStaticPaths: GetStaticPaths = () =>
  solutionPolicy === 'never' ? [] : labSlugs().map((slug) => ({ params: { slug } }));

export const GET: APIRoute<never, { slug: string }> = ({ params: { slug } }) =>
  Response.json(readSolution(readLab(slug)));
