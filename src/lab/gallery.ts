/** The ten events of the gallery, from web requests to streams. A name is also a heading's anchor on `/events/`. */
export const galleryEvents = [
  { name: 'api-gateway-rest-api', title: 'API Gateway REST API' },
  { name: 'api-gateway-http-api', title: 'API Gateway HTTP API' },
  { name: 'function-url', title: 'Function URL' },
  { name: 'load-balancer', title: 'Load balancer' },
  { name: 's3-upload', title: 'S3 upload' },
  { name: 'sns-topic', title: 'SNS topic' },
  { name: 'eventbridge-schedule', title: 'EventBridge schedule' },
  { name: 'sqs-queue', title: 'SQS queue' },
  { name: 'dynamodb-stream', title: 'DynamoDB stream' },
  { name: 'kinesis-stream', title: 'Kinesis stream' },
] as const;

export type GalleryEventName = (typeof galleryEvents)[number]['name'];

const texts = import.meta.glob<string>('../../content/events/*.json', { query: '?raw', import: 'default' });

/** The JSON text of an event, fetched when it is asked for. Throws when there is no event of that name. */
export async function loadGalleryEvent(name: string): Promise<string> {
  const load = texts[`../../content/events/${name}.json`];
  if (!load) throw new Error(`The gallery has no event "${name}".`);
  return (await load()).trimEnd();
}
