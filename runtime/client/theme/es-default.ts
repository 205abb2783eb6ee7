/**
 * The default export of an ES module inside a package that does not say it is one.
 * The bundler gives the export itself; the compiler, which follows Node's rules, believes it is wrapped.
 */
export function esDefault<T>(imported: { readonly default: T }): T {
  return 'default' in imported ? imported.default : (imported as unknown as T)
}
