import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { GalleryEventName } from './gallery.ts';

/** What the author of the gallery writes about an event, in `content/events/<name>.yaml`. */
const notesSchema = z.strictObject({
  sender: z.string().min(1).describe('Who makes events of this shape.'),
  invokes: z
    .enum(['waits', 'queues', 'polls'])
    .describe(
      'waits: the sender waits for the answer; queues: Lambda queues the event; polls: Lambda fetches it.',
    ),
  type: z.string().min(1).describe('Its type in @types/aws-lambda.'),
  data: z.string().min(1).describe('Where the sender’s own data is, as field paths.'),
  fields: z
    .record(z.string(), z.string().min(1))
    .describe('Field path to explanation, such as Records[].body.'),
});

type EventNotes = z.infer<typeof notesSchema>;

/** An event with what is to be said about it. `json` is the parsed event. */
export interface AnnotatedEvent extends EventNotes {
  name: GalleryEventName;
  json: unknown;
}

/** Reads an event and its notes from `content/events/`. Throws an error that names the file and its faults. */
export function readGalleryEvent(name: GalleryEventName): AnnotatedEvent {
  const file = `content/events/${name}`;
  const notes = notesSchema.safeParse(parse(readFileSync(`${file}.yaml`, 'utf8')));
  if (!notes.success) throw new Error(`${file}.yaml needs a change:\n${z.prettifyError(notes.error)}`);
  return { name, json: JSON.parse(readFileSync(`${file}.json`, 'utf8')), ...notes.data };
}
