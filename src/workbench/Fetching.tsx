import type { Fetched } from '../sandbox/python-engine.ts';

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);

/** How far Python is on its way, in bytes. */
export const Fetching = ({ fetched: { bytes, of } }: { fetched: Fetched }) => (
  <label class="wb-fetching">
    Fetching Python: {megabytes(bytes)} of {megabytes(of)} MB
    <progress value={bytes} max={of} />
  </label>
);
