import {
  javascriptDefaults,
  type ModuleKind,
  type ModuleResolutionKind,
  type ScriptTarget,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register';
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
    defaults.setExtraLibs([...declarations].map(([filePath, content]) => ({ filePath, content })));
    defaults.setEagerModelSync(true);
    defaults.setDiagnosticsOptions({ onlyVisible: false, noSuggestionDiagnostics: true });
  }
}
