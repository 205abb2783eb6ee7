/** `node scripts/schemas.ts` writes the published JSON Schemas of the bundle format from the shapes that read it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { definitionSchemas } from '#definitions'

const folder = 'definitions/format/schemas'
mkdirSync(folder, { recursive: true })
for (const [name, schema] of Object.entries(definitionSchemas())) {
  writeFileSync(`${folder}/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`)
}
