import { deployedPath } from '../../lab/deployed-path.ts';

const LONGEST = 100;
const TEXT = /\.([cm]?[jt]s|py|sh|json|txt|md|csv|xml|ya?ml|html|sql)$/;
/** What Lambda starts has no ending: a bootstrap, an extension. */
const PROGRAM = /(^|\/)(bootstrap|extensions\/[\w-]+)$/;

/**
 * Why a file of the function cannot have this path, and what to do about it; undefined when it can. `taken` are the
 * paths of the other files.
 */
export function nameProblem(path: string, taken: readonly string[]): string | undefined {
  if (path === '') return 'Give the file a name.';
  if (path.length > LONGEST) return `Take a shorter name: at most ${LONGEST} characters.`;
  if (path.includes('\\')) return 'Write / between folder and file, as Linux does.';
  if (path.startsWith('/') || /^[a-z]:/i.test(path))
    return 'Leave out the beginning: every path starts in the function’s own folder, /var/task.';
  const [odd] = /[^\w\-./@]/u.exec(path) ?? [];
  if (odd) return `Use letters without accents, digits, . _ - and @ only: “${odd}” is none of them.`;
  const parts = path.split('/');
  if (parts.includes('..') || parts.includes('.'))
    return 'Leave out . and .. as folders: a deployment package cannot hold anything outside itself.';
  if (parts.includes('')) return 'A folder or the file has no name: take out a /.';
  if (!TEXT.test(path) && !PROGRAM.test(path))
    return 'End the name in .mjs, .js, .cjs, .ts, .mts, .cts, .py, .sh, .json, .txt, .md, .csv, .xml, .yaml, .html or .sql.';
  return clash(path, taken);
}

function clash(path: string, taken: readonly string[]): string | undefined {
  if (taken.includes(path)) return `There is a file ${path} already: take another name.`;
  const twin = taken.find((other) => deployedPath(other) === deployedPath(path));
  if (twin)
    return `Both ${twin} and this file would be deployed as ${deployedPath(path)}: take another name.`;
  const folder = taken.find((other) => path.startsWith(`${other}/`) || other.startsWith(`${path}/`));
  return folder && `${folder} needs that name for itself: a folder and a file cannot share one.`;
}
