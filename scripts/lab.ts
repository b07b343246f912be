/** `lab new <slug> [python|bash]` makes a lab; `lab check [<slug>]` proves one lab, or all. */
import { freshCloud } from '../src/host/cloud.ts';
import { type Proof, proveLab } from '../src/lab/proof.ts';
import { readWholeLab, readWholeLabs, type WholeLab } from '../src/lab/refusals.ts';
import { Refused } from '../src/lab/refused.ts';
import { scaffoldLab } from '../src/lab/scaffold.ts';
import { targetOn } from '../src/targets/simulator.ts';

const LANGUAGES = ['python', 'bash'] as const;
const USAGE = 'Use it as: npm run lab -- new <slug> [python|bash], or: npm run lab -- check [<slug>]';

async function check(labs: readonly WholeLab[]): Promise<boolean> {
  let broken = 0;
  for (const whole of labs) {
    console.log(`\n${whole.lab.slug}`);
    const proofs = await proveLab(whole, async () => targetOn(await freshCloud()));
    const width = Math.max(...proofs.map(({ of }) => of.length));
    for (const proof of proofs) console.log(row(proof, width));
    broken += proofs.filter(({ holds }) => !holds).length;
  }
  console.log(broken === 0 ? '\nAll of it holds.' : `\n${broken} of it does not hold.`);
  return broken === 0;
}

const row = ({ of, holds, found }: Proof, width: number) =>
  `  ${holds ? '✓ holds' : '✗ WRONG'}  ${of.padEnd(width)}  ${found}`;

async function perform([command, slug, ...rest]: readonly string[]): Promise<boolean> {
  const language = rest.length === 0 ? 'nodejs' : LANGUAGES.find((name) => name === rest.join());
  if (command === 'new' && slug !== undefined && language) {
    console.log(scaffoldLab(slug, language).join('\n'));
    console.log(`\nIt works as it stands: npm run lab -- check ${slug}. Now make it yours, file by file.`);
    return true;
  }
  if (command === 'check' && rest.length === 0)
    return check(slug === undefined ? await readWholeLabs() : [await readWholeLab(slug)]);
  console.error(USAGE);
  return false;
}

let done = false;
try {
  done = await perform(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(error.message);
}
// An interpreter of Python would keep the process alive.
process.exit(done ? 0 : 1);
