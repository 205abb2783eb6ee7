/** Imports go one way; a folder is entered by its index.ts alone. The table stands in ARCHITECTURE.md. */
const folders = {
  findings: [],
  feel: [],
  engine: ['feel', 'findings'],
  forms: ['feel', 'findings'],
  'definitions/format': ['engine', 'forms', 'feel', 'findings'],
  plugins: ['engine', 'forms', 'definitions/format', 'findings'],
  'runtime/api': [],
  'runtime/server': ['engine', 'forms', 'definitions/format', 'plugins', 'runtime/api', 'feel', 'findings'],
  'runtime/client': ['runtime/api', 'forms', 'findings'],
  'runtime/workbench': ['engine', 'forms', 'definitions/format', 'runtime/api', 'runtime/client', 'findings'],
  designer: ['engine', 'forms', 'definitions/format', 'runtime/api', 'runtime/client', 'feel', 'findings'],
}
const ours = '^(findings|feel|engine|forms|definitions|plugins|runtime|designer)/'

const mayImport = Object.entries(folders).map(([folder, allowed]) => ({
  name: `${folder}-imports`,
  comment: `${folder} may import only: ${[folder, ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: ours, pathNot: [folder, ...allowed].map((name) => `^${name}/`) },
}))

const doors = Object.keys(folders).map((folder) => ({
  name: `${folder}-door`,
  comment: `${folder} is entered by its index.ts (forms also by forms/react/index.ts, engine by engine/crosscheck/index.ts)`,
  severity: 'error',
  from: { path: ours, pathNot: `^${folder}/` },
  to: {
    path: `^${folder}/`,
    pathNot: [`^${folder}/index\\.tsx?$`, '^forms/react/index\\.tsx?$', '^engine/crosscheck/index\\.ts$'],
  },
}))

module.exports = {
  forbidden: [
    ...mayImport,
    ...doors,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'server-without-react',
      severity: 'error',
      from: { path: '^runtime/server/' },
      to: { path: 'node_modules/(react|react-dom|antd)/' },
    },
    {
      name: 'crosscheck-in-node-only',
      comment:
        'the second opinion needs Node: command line and tests use it, nothing that a browser or the engine runs',
      severity: 'error',
      from: { path: ours, pathNot: '^(engine/crosscheck|runtime/server/cli)/' },
      to: { path: '^engine/crosscheck/' },
    },
    {
      name: 'pure-without-node',
      severity: 'error',
      from: { path: '^(findings|feel|engine|forms/(definition|data)|definitions/format)/' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
