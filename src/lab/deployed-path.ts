/** Lambda runs JavaScript only: `.mts` becomes `.mjs`, `.ts` becomes `.js`. Lines stay where they are. */
export const deployedPath = (path: string): string => path.replace(/\.([mc]?)ts$/, '.$1js');
