import { describe, expect, it } from 'vitest'
import {
  acceptAnswers,
  checkForm,
  compileForm,
  expandForm,
  type FormDefinition,
  type GroupNode,
  readForm,
  type UseNode,
} from '#forms'
import { aForm, aGroup, choice, formatted, number, text } from '../a-form.ts'

const title = { 'zh-CN': '房东', en: 'Landlord' }
const person: FormDefinition = {
  ...aForm(
    {
      name: { ...text, required: true },
      documentType: choice('111', '414'),
      citizenId: formatted('citizen-id'),
      age: number,
    },
    [
      ['citizenId', 'visible', 'documentType = "111"'],
      ['age', 'value', 'string length(name)'],
    ],
  ),
  id: 'person',
  part: true,
}
const using = (use: Partial<UseNode> = {}, own = aForm({ note: text }, [['note', 'required', 'ownerAge > 1']])) => ({
  ...own,
  layout: [{ kind: 'use', id: 'owner', form: 'person', prefix: 'owner', title, ...use } as UseNode, ...own.layout],
})
const forms = { person }
const codesOf = (form: FormDefinition, library: Record<string, FormDefinition> = forms) =>
  checkForm(form, { codeLists: [], forms: library }).map(({ code, node }) => `${node} ${code}`)

describe('a form that is used by another', () => {
  it('stands there with prefixed ids and names, which stay while both forms keep theirs', () => {
    const { form, findings } = expandForm(using(), forms)

    expect(findings).toEqual([])
    expect(form.layout[0]).toMatchObject({ kind: 'section', id: 'owner', title })
    expect(Object.keys(form.schema.properties)).toEqual([
      'note',
      'ownerName',
      'ownerDocumentType',
      'ownerCitizenId',
      'ownerAge',
    ])
    expect(form.schema.required).toEqual(['ownerName'])
    expect(form.rules?.map(({ id, target }) => [id, target])).toEqual([
      ['rule-0', 'note'],
      ['owner.rule-0', 'owner.citizenId'],
      ['owner.rule-1', 'owner.age'],
    ])
    expect(readForm(JSON.parse(JSON.stringify(form))).findings).toEqual([])
    expect(codesOf(using())).toEqual([])
  })

  it('keeps its rules, which read its own answers by their own names', () => {
    const compiled = compileForm(using(), { codeLists: [], forms })
    const accept = (answers: object) => acceptAnswers(compiled, answers, { caseVariables: {}, opened: {} })

    expect(accept({ ownerName: '张三', ownerDocumentType: '414', ownerCitizenId: 'x', note: 'n' })).toMatchObject({
      ok: true,
      answers: { ownerName: '张三', ownerDocumentType: '414', ownerAge: 2, note: 'n' },
    })
    expect(
      accept({ ownerName: '张三', note: 'n', ownerDocumentType: '111', ownerCitizenId: 'x' }).problems,
    ).toMatchObject([{ fieldId: 'owner.citizenId', path: '/ownerCitizenId', code: 'format' }])
    expect(accept({ ownerName: '张三' }).problems).toMatchObject([{ fieldId: 'note', code: 'required' }])
  })

  it('may be used twice, without a section, and without some of its nodes', () => {
    const twice = using()
    const form = {
      ...twice,
      layout: [
        ...twice.layout,
        { ...twice.layout[0], id: 'agent', prefix: 'agent', asSection: false, omit: ['age', 'citizenId'] } as UseNode,
      ],
    }

    expect(codesOf(form)).toEqual([])
    expect(expandForm(form, forms).form.layout.at(-1)).toMatchObject({ id: 'agent.all', kind: 'section' })
    expect(Object.keys(expandForm(form, forms).form.schema.properties)).toContain('agentName')
    expect(Object.keys(expandForm(form, forms).form.schema.properties)).not.toContain('agentAge')
  })

  it('may be what each item of a group asks', () => {
    const own = aForm({ people: aGroup({ room: text }) })
    const inGroup = (use: UseNode): FormDefinition => ({
      ...own,
      layout: own.layout.map((node) =>
        node.kind === 'section'
          ? {
              ...node,
              children: node.children.map((child) => ({
                ...(child as GroupNode),
                children: [use, ...(child as GroupNode).children],
              })),
            }
          : node,
      ),
    })
    const form = inGroup({ kind: 'use', id: 'tenant', form: 'person', title })
    const compiled = compileForm(form, { codeLists: [], forms })

    expect(codesOf(form)).toEqual([])
    expect(
      acceptAnswers(
        compiled,
        { people: [{ name: '李四', documentType: '111', citizenId: '999901199003070017', room: '1' }, {}] },
        { caseVariables: {}, opened: {} },
      ).problems,
    ).toMatchObject([{ path: '/people/1/name', code: 'required' }])
    const withGroup = { ...aForm({ inner: aGroup({ a: text }) }), id: 'person' }
    expect(codesOf(form, { person: withGroup })).toEqual(['tenant use-in-group'])
  })

  it('gives what it is for where nothing else says so', () => {
    const { purpose, legalBasis, ...silent } = using()

    expect(codesOf(silent as FormDefinition)).toEqual(['note missing-purpose', 'note missing-legal-basis'])
  })

  it('must be there, must not use the other in turn, and must not bring a name twice', () => {
    expect(codesOf(using({ form: 'persn' }))).toEqual(['owner unknown-form'])
    expect(codesOf(using({ omit: ['nam'] }))).toEqual(['owner unknown-omitted'])
    expect(codesOf(using({}, aForm({ ownerName: text })))).toEqual(['owner property-asked-twice'])
    expect(codesOf(using(), { person: { ...using({ form: 'a-form' }), id: 'person' }, 'a-form': using() })).toEqual([
      'owner form-use-cycle',
    ])
  })

  it('cannot multiply without end', () => {
    const many = (id: string, form: string): FormDefinition => ({
      ...aForm({}),
      id,
      layout: Array.from({ length: 40 }, (_, index) => ({
        kind: 'use',
        id: `u${index}`,
        form,
        prefix: `p${index}`,
        title,
      })),
    })
    const library = { one: many('one', 'two'), two: many('two', 'three'), three: many('three', 'person'), person }

    expect(new Set(codesOf(many('bomb', 'one'), library).map((each) => each.split(' ')[1]))).toEqual(
      new Set(['form-too-large']),
    )
  })

  it('cannot be used by a form that is compiled without it', () => {
    expect(() => compileForm(using(), { codeLists: [] })).toThrow('does not exist')
  })
})
