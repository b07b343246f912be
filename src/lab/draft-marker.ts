/** Says without delay that a draft lies in IndexedDB, so that a page can hold back the starter code from its first paint. */
export const draftMarker = (labId: string) => `lab-draft:${labId}`;

/** Sets or removes the marker; a browser that stores nothing has no draft to announce. */
export function markDraft(labId: string, kept: boolean) {
  try {
    if (kept) localStorage.setItem(draftMarker(labId), '1');
    else localStorage.removeItem(draftMarker(labId));
  } catch {
    // The lab then shows its starter until the draft is read.
  }
}
