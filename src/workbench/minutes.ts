/** A stretch of time as people say it: `5 minutes`, `1 hour`; below a minute in seconds. */
export function inMinutes(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return `${Number((ms / 1000).toFixed(1))} s`;
  if (minutes >= 60 && minutes % 60 === 0) return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
  return minutes === 1 ? '1 minute' : `${Number(minutes.toFixed(2)).toLocaleString('en-US')} minutes`;
}
