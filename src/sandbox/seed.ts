/** Of every account in a page: the same requests give the same trace on each visit. */
export const SEED = 2026;
