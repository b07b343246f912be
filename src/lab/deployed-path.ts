/** Lambda does not run TypeScript: `.mts` becomes `.mjs`, `.ts` becomes `.js`. Lines stay where they are. */
export const deployedPath = (path: string): string => path.replace(/\.([mc]?)ts$/, '.$1js');
