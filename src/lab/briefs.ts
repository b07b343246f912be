import type { MDXInstance } from 'astro';

const briefs = import.meta.glob<MDXInstance<{ steps?: string }>>('../../labs/*/brief.mdx', { eager: true });

/** The task of a lab as a component, if its author wrote a `brief.mdx`. */
export const briefOf = (slug: string) => briefs[`../../labs/${slug}/brief.mdx`]?.Content;
