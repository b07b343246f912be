/**
 * The project's commands: `node scripts/run.mjs <start|dev|build|check|test|bench|lab|cloud>`. Installs what is missing first, so
 * it uses nothing but Node.js itself; everything else runs on the Node.js 24 of the devDependencies.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const onWindows = process.platform === 'win32';
const environment = {
  ...process.env,
  PATH: [bin, process.env.PATH].join(delimiter),
  ASTRO_TELEMETRY_DISABLED: '1',
};

function install() {
  const stamp = join(root, 'node_modules', '.installed-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing dependencies (a minute or so, the first time) …');
  // Not `npm ci`: npm 11.19 refuses every lock file with packages for other platforms. This honours the lock as well.
  const { status } = spawnSync(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
      shell: onWindows,
    },
  );
  if (status !== 0) {
    console.error('npm install failed; see above. A working connection to the npm registry is needed once.');
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, lock);
}

/** Runs a tool of the project to its end; resolves to its exit code. */
function run(tool, args = [], env = {}) {
  const child = spawn(join(bin, onWindows ? `${tool}.cmd` : tool), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...environment, ...env },
    shell: onWindows,
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

const checks = [
  ['lint and format', () => run('biome', ['ci', '--error-on-warnings', '.'])],
  ['format of pages', () => run('prettier', ['--check', '--log-level=warn', '**/*.{astro,mdx}'])],
  ['types', () => run('astro', ['check', '--minimumFailingSeverity', 'warning'])],
  ['unused code', () => run('knip')],
];

const results = join(root, 'test-results');

/** Each suite of `npm test`: what it is called, how it runs, and where it counts its tests. */
const suites = [
  ...checks.map(([name, start]) => ({ name, start })),
  {
    name: 'unit and labs',
    start: () =>
      run('vitest', [
        'run',
        '--reporter=default',
        '--reporter=json',
        '--outputFile.json=test-results/unit.json',
      ]),
    count: () => {
      const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
        read('unit.json');
      return {
        passed: numPassedTests,
        failed: numFailedTests + numPendingTests + numTodoTests,
        failures: testResults.flatMap(({ name, status, message, assertionResults: tests }) => [
          ...(status === 'failed' && message ? [tellFailure(name, 'the file itself', message)] : []),
          ...tests
            .filter((test) => test.status !== 'passed')
            .map((test) => tellFailure(name, test.fullName, test.failureMessages?.[0] ?? test.status)),
        ]),
      };
    },
  },
  { name: 'build', start: () => run('astro', ['build']) },
  {
    name: 'build under a base path',
    start: () => run('astro', ['build', '--outDir', 'test-results/class-site'], { BASE_PATH: '/class/wb' }),
  },
  {
    name: 'browser and budgets',
    start: () => run('playwright', ['test', '--config', 'test/browser/playwright.config.ts']),
    count: () => {
      const { stats, suites: files, errors } = read('browser.json');
      const { expected, unexpected, flaky, skipped } = stats;
      return {
        passed: expected,
        failed: unexpected + flaky + skipped,
        failures: [
          ...files.flatMap(specsOf).flatMap((spec) =>
            spec.tests
              .filter((test) => test.status !== 'expected')
              .map((test) => {
                const message = test.results.find((result) => result.error)?.error.message;
                return tellFailure(
                  `test/browser/${spec.file}:${spec.line}`,
                  spec.title,
                  message ?? test.status,
                );
              }),
          ),
          ...errors.map((error) => tellFailure('test/browser', 'the suite itself', error.message)),
        ],
      };
    },
  },
];

/** All tests of a suite in Playwright's report, of the suites within it as well. */
const specsOf = ({ specs = [], suites: within = [] }) => [...specs, ...within.flatMap(specsOf)];

/** A failure in at most nine lines, so that the end of a long log names it. */
function tellFailure(file, title, message) {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, 8);
  return [`FAILED  ${relative(root, file)} › ${title}`, ...lines.map((line) => `        ${line}`)].join('\n');
}

const read = (name) => JSON.parse(readFileSync(join(results, name), 'utf8'));

async function test() {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const times = [];
  const failures = [];
  let passed = 0;
  let failed = 0;
  for (const { name, start, count } of suites) {
    console.log(`\n── ${name}`);
    const from = performance.now();
    const code = await start();
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    times.push(`${seconds.padStart(7)} s  ${code === 0 ? 'passed' : 'FAILED'}  ${name}`);
    const counted = count && existsSync(results) ? safely(count) : { passed: 0, failed: 0 };
    failures.push(...(counted.failures ?? []));
    passed += counted.passed + (count || code !== 0 ? 0 : 1);
    failed += counted.failed + (code !== 0 && counted.failed === 0 ? 1 : 0);
  }
  if (failures.length > 0) console.log(`\n${failures.join('\n\n')}`);
  console.log(`\n${times.join('\n')}\n\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** A suite that died before it could count has failed, and says so by its exit code. */
function safely(count) {
  try {
    return count();
  } catch {
    return { passed: 0, failed: 0 };
  }
}

async function check() {
  let worst = 0;
  for (const [name, start] of checks) {
    console.log(`── ${name}`);
    worst = Math.max(worst, await start());
  }
  return worst;
}

async function start() {
  const built = await run('astro', ['build', '--silent']);
  return built || run('node', ['scripts/serve.mjs']);
}

const commands = {
  start,
  dev: () => run('astro', ['dev', ...process.argv.slice(3)]),
  build: () => run('astro', ['build', ...process.argv.slice(3)]),
  check,
  test,
  cloud: () => run('node', ['scripts/cloud.ts', ...process.argv.slice(3)]),
  lab: () => run('node', ['scripts/lab.ts', ...process.argv.slice(3)]),
  async bench() {
    const steps = [
      ['astro', ['build', '--silent']],
      ['node', ['test/bench/invokes.ts']],
      ['node', ['test/bench/control-plane.ts']],
      ['node', ['test/bench/browser.ts']],
    ];
    for (const [tool, args] of steps) {
      const code = await run(tool, args);
      if (code !== 0) return code;
    }
    return 0;
  },
};

const command = commands[process.argv[2]];
if (!command) {
  console.error(`Unknown command. Use one of: ${Object.keys(commands).join(', ')}.`);
  process.exit(1);
}
install();
process.exit(await command());
