import { describe, expect, it } from 'vitest'
import { checkForm, clipText, type FormDefinition, pasteNodes, readClip } from '#forms'
import { formTemplates } from '../../designer/form-editor/templates/form-templates.ts'

const title = { 'zh-CN': '表', en: 'Form' }
const empty: FormDefinition = {
  id: 'form',
  title,
  purpose: title,
  legalBasis: title,
  schema: { type: 'object', properties: {} },
  layout: [],
}

describe.each(formTemplates.map(({ id, clip }) => [id, clip] as const))('the common group %s', (_, clip) => {
  it('is a sound clip, and a form without errors, twice over', () => {
    let last = 0
    const id = () => `n${++last}`
    const twice = [0, 1].reduce((form) => pasteNodes(form, clip, { index: 0 }, id).form, empty)

    expect(readClip(clipText(clip)).findings).toEqual([])
    expect(checkForm(twice, { codeLists: [] }).filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
