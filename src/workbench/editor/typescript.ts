import {
  javascriptDefaults,
  type ModuleKind,
  type ModuleResolutionKind,
  type ScriptTarget,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register';
import { siteUrl } from '../../site.ts';
import { declarations } from './types.ts';

/** Values of TypeScript's own enums that Monaco's copy does not list. */
const ES2022 = 9;
const ESNEXT = 99;
const BUNDLER = 100;
const FORCE_MODULES = 3;

/** Types for handlers: the event, the context, and what Node.js has without an import; no DOM. */
export function teachTypes() {
  for (const defaults of [javascriptDefaults, typescriptDefaults]) {
    defaults.setCompilerOptions({
      target: ES2022 as number as ScriptTarget,
      module: ESNEXT as number as ModuleKind,
      moduleResolution: BUNDLER as number as ModuleResolutionKind,
      moduleDetection: FORCE_MODULES,
      lib: ['lib.esnext.d.ts'],
      // Monaco takes a file that does not end in .ts, such as .mts, for JavaScript where that is allowed.
      allowJs: defaults === javascriptDefaults,
      checkJs: defaults === javascriptDefaults,
      strict: true,
      noImplicitAny: false,
      allowNonTsExtensions: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
    });
    defaults.setEagerModelSync(true);
    defaults.setDiagnosticsOptions({ onlyVisible: false, noSuggestionDiagnostics: true });
  }
  teach(declarations);
}

const taught = new Map<string, string>();

function teach(more: Iterable<[path: string, text: string]>) {
  for (const [path, text] of more) taught.set(path, text);
  const libraries = [...taught].map(([filePath, content]) => ({ filePath, content }));
  for (const defaults of [javascriptDefaults, typescriptDefaults]) defaults.setExtraLibs(libraries);
}

const asked = new Map<string, Promise<void>>();

/** The types of AWS SDK packages, such as `@aws-sdk/client-s3`; without a connection the editor goes on without them. */
export async function teachSdk(packages: readonly string[]): Promise<void> {
  for (const name of packages) {
    const arrival = asked.get(name) ?? fetchTypes(name).catch(() => void asked.delete(name));
    asked.set(name, arrival);
    await arrival;
  }
}

async function fetchTypes(name: string) {
  const response = await fetch(siteUrl(`types/${name}.json`));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const files: Record<string, string> = await response.json();
  teach(Object.entries(files).map(([path, text]) => [`file:///${path}`, text]));
}
