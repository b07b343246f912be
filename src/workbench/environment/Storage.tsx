/** So much of so much: as a bar, and in words. */
export function Storage({ used, of, text, note }: { used: number; of: number; text: string; note: string }) {
  return (
    <div class="wb-env-storage">
      <p>
        <b>{text}</b> {note}
      </p>
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect width={Math.min(100, (100 * used) / of)} height="1" />
      </svg>
    </div>
  );
}
