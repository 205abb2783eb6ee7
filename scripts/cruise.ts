/** Holds the import table of ARCHITECTURE.md, and that there was something to hold. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cruise, format } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

const folders = ['findings', 'feel', 'engine', 'forms', 'definitions/format', 'plugins', 'runtime', 'designer']
const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs')
const { output } = await cruise(folders, { ...options, ruleSet: { forbidden }, validate: true }, undefined, {
  tsConfig: extractTSConfig('tsconfig.json'),
})
if (typeof output === 'string') throw new Error('dependency-cruiser answered with text where a result was asked for')

const { totalCruised, error } = output.summary
const imports = output.modules.reduce((sum, module) => sum + module.dependencies.length, 0)
const sources = output.modules.filter(
  (module) => /\.tsx?$/.test(module.source) && !module.source.includes('node_modules'),
)
if (sources.length === 0 || imports === 0) {
  console.error('The import rules were checked on nothing: dependency-cruiser found no TypeScript module or no import.')
  process.exit(1)
}
if (error > 0) {
  console.error((await format(output, { outputType: 'err-long' })).output)
  process.exit(1)
}
const { name } = JSON.parse(readFileSync('package.json', 'utf8'))
console.log(
  `${name}: ${sources.length} modules of ours, ${imports} imports (${totalCruised} modules in all), every one allowed.`,
)
