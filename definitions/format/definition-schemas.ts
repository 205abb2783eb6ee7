import { migrationShape } from './migration/read-migration.ts'
import { patchShape } from './patch/patch.ts'
import { codeListShape } from './read-code-list.ts'
import { manifestShape } from './read-manifest.ts'
import { roleShape } from './read-role.ts'
import { recordTypeShape } from './record-type.ts'
import { scenarioShape } from './scenario/read-scenario.ts'
import { settingsShape, settingValuesShape } from './setting.ts'
import type { JsonSchema, Shape } from './shape.ts'
import { translationShape } from './translation.ts'
import { viewShape } from './view.ts'

/** The shape of each JSON file of a bundle, by the name under which its schema is published; forms publish their own. */
const shapes = {
  bundle: manifestShape,
  'code-list': codeListShape,
  role: roleShape,
  record: recordTypeShape,
  view: viewShape,
  settings: settingsShape,
  'setting-values': settingValuesShape,
  scenario: scenarioShape,
  translation: translationShape,
  patch: patchShape,
  migration: migrationShape,
} as const satisfies Record<string, Shape>

export type SchemaName = keyof typeof shapes

/** The published JSON Schemas (draft 2020-12): written from the shapes that read the files, so that they agree. */
export function definitionSchemas(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, { schema }]) => [
      name,
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: `urn:gezhi:bundle:1.0:${name}`,
        ...schema,
      },
    ]),
  )
}

/** Whether a reader of this kind takes the value's shape; what is checked beyond it is not looked at. */
export function fitsShape(name: SchemaName, value: unknown): boolean {
  return shapes[name](value, '').length === 0
}
