import type { JSValueHandle, QuickJS } from 'quickjs-wasi';
import type { FileSystem } from '../../environment/file-system.ts';
import { toText } from '../../http.ts';
import type { DoorActs } from './door-functions.ts';
import { importSync } from './import-sync.ts';
import type { ModuleStateReader } from './module-state.ts';
import { builtInNames } from './modules/built-ins.ts';
import { asFunction, type ModuleLoader } from './modules/loader.ts';
import { ModuleError } from './modules/module-error.ts';

/** The host's side of `guest/modules.ts`. */
export function moduleDoor(vm: QuickJS, files: FileSystem, modules: ModuleLoader, state: ModuleStateReader) {
  const text = (handle: JSValueHandle | undefined) => handle?.toString() ?? '';
  const json = (value: unknown) => vm.newString(JSON.stringify(value));
  const answer = (find: () => unknown) => {
    try {
      return json({ found: find() });
    } catch (error) {
      if (!(error instanceof ModuleError)) throw error;
      const { name, code, message } = error;
      return json({ error: { name, code, message } });
    }
  };
  return {
    hasFile: (path) => (files.readFile(text(path)) ? vm.true : vm.false),
    readText: (path) => vm.newString(toText(files.readFile(text(path)) ?? new Uint8Array())),
    readScript: (path) => vm.newString(modules.script(text(path))),
    compile: (source, name) => vm.evalCode(asFunction(text(source)), text(name)),
    lastLine: (path) => vm.newString(state.lastLine(text(path), modules.script(text(path)))),
    keepModuleState: state.keep,
    resolveRequire: (request, importer) => answer(() => modules.require(text(request), text(importer))),
    resolveImport: (specifier, importer) => answer(() => modules.normalize(text(importer), text(specifier))),
    format: (path) => answer(() => modules.format(text(path))),
    lookupPaths: (folder) => json(modules.lookupPaths(text(folder))),
    builtInNames: () => json(builtInNames),
    importSync: (path) => importSync(vm, modules.synchronous(text(path))),
  } satisfies DoorActs;
}
