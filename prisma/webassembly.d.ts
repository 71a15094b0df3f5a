// The part of the WebAssembly API that schema-engine.ts uses; TypeScript ships it only with the browser's types.
declare namespace WebAssembly {
  type Exports = Record<string, unknown>;
  type ModuleImports = Record<string, unknown>;
  function compile(bytes: Uint8Array): Promise<object>;
  function instantiate(module: object, imports: Record<string, ModuleImports>): Promise<{ exports: Exports }>;
}
