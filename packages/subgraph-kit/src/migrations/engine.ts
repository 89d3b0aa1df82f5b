import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

/** The few parts of WebAssembly used here: TypeScript knows them only together with the browser's types. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

interface EngineModule {
  SchemaEngine: typeof SchemaEngine;
  __wbg_set_wasm(exports: Record<string, unknown>): void;
}

let loading: Promise<EngineModule> | undefined;

/**
 * Loads Prisma's schema engine once per process. The package's own entry imports the `.wasm` file as
 * an ES module, which Node 20 refuses, so it is instantiated here in the way that entry would.
 */
export function loadSchemaEngine(): Promise<EngineModule> {
  return (loading ??= instantiate());
}

async function instantiate(): Promise<EngineModule> {
  // Resolved through the package, never relative to this file: a bundle moves this file.
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bindings =
    (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as EngineModule;
  const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': withQuietTimers(bindings),
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings;
}

/**
 * The engine leaves a timer of ten seconds behind (the limit on its own wait for a lock), which would
 * keep a process that has nothing else to do alive for that long.
 */
function withQuietTimers(bindings: object): object {
  const timers = Object.keys(bindings).filter((name) => name.startsWith('__wbg_setTimeout_'));
  const quiet = (callback: () => void, ms: number) => setTimeout(callback, ms >>> 0).unref();
  return { ...bindings, ...Object.fromEntries(timers.map((name) => [name, quiet])) };
}
