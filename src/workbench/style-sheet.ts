const arrived = new Map<string, Promise<void>>();

/** A style sheet in the page; after a failure the next call tries again. */
export function styleSheet(url: string): Promise<void> {
  const known = arrived.get(url);
  if (known) return known;
  const loading = new Promise<void>((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = url;
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      arrived.delete(url);
      reject(new Error('its styles did not load'));
    };
    document.head.append(link);
  });
  arrived.set(url, loading);
  return loading;
}
