import type { APIRoute } from 'astro';
import { galleryEvents, loadGalleryEvent } from '../../lab/gallery.ts';

export function getStaticPaths() {
  return galleryEvents.map(({ name }) => ({ params: { name } }));
}

export const GET: APIRoute<never, { name: string }> = async ({ params }) =>
  new Response(await loadGalleryEvent(params.name));
