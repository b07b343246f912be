import type { DraftRecord } from './draft-record.ts';

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

/**
 * Leaves the draft itself in the marker's place, at once, as a page that closes must; `null` when nothing is to be kept.
 * False when the browser refused.
 */
export function leaveDraft(labId: string, draft: DraftRecord | null): boolean {
  try {
    localStorage.setItem(draftMarker(labId), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** What a closing page left, to be moved into the store; undefined when it left nothing. Not validated. */
export function leftDraft(labId: string): unknown {
  try {
    const left: unknown = JSON.parse(localStorage.getItem(draftMarker(labId)) ?? '1');
    return left === 1 ? undefined : left;
  } catch {
    return undefined;
  }
}
