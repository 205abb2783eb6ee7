import { describe, expect, it } from 'vitest'
import {
  type Change,
  compileRelease,
  type DefinitionKind,
  definitionText,
  diffDefinition,
  type Layer,
  mergeDefinition,
  type Patch,
  patchDefinition,
  type Release,
  resolveRelease,
} from '#definitions'
import { mustRead, results, shippedFiles, visitFiles, visitForm, visitProcess } from '../bundle-files.ts'

const visits = await mustRead(visitFiles())
const rental = shippedFiles('rental-housing').get('processes/rental-housing.bpmn')!

function layer(region: string, kind: DefinitionKind, id: string, patch: Patch): Layer {
  return { region, changes: [{ kind, id, content: '', patch }] }
}

async function resolved(...layers: Layer[]): Promise<Release> {
  const { release, findings } = await resolveRelease('330683', [visits], layers)
  if (!release) throw new Error(JSON.stringify(findings))
  return release
}

async function codesOf(...layers: Layer[]): Promise<string[]> {
  const { findings } = await resolveRelease('330683', [visits], layers)
  return findings.map(({ code }) => code)
}

function retitled(title: string): Change {
  return { op: 'set', node: 'result', property: 'title', value: { 'zh-CN': title } }
}

describe('a layer with patches', () => {
  it('adds a field with its schema, and a later layer changes it', async () => {
    const addition: Patch = {
      changes: [
        {
          op: 'add',
          node: 'shipyard',
          parent: '/',
          list: 'layout',
          after: 'result',
          values: {
            kind: 'field',
            property: 'shipyard',
            title: { 'zh-CN': '所在船厂' },
            purpose: { 'zh-CN': '记录走访结果' },
            legalBasis: { 'zh-CN': '记录走访结果' },
            sensitivity: 'none',
            'schema/type': 'string',
            'schema/maxLength': 50,
            mandatory: true,
          },
        },
      ],
    }
    const narrower: Patch = { changes: [{ op: 'set', node: 'shipyard', property: 'schema/maxLength', value: 20 }] }
    const { forms } = await resolved(
      layer('330683', 'form', 'visit-report', addition),
      layer('330683001', 'form', 'visit-report', narrower),
    )

    expect(forms['visit-report']?.layout.map(({ id }) => id)).toEqual(['result', 'shipyard'])
    expect(forms['visit-report']?.schema).toEqual({
      ...visitForm.schema,
      properties: { ...visitForm.schema.properties, shipyard: { type: 'string', maxLength: 20 } },
      required: ['result', 'shipyard'],
    })
  })

  it('stays when what it does not touch changes below', async () => {
    const patch: Patch = { changes: [retitled('结果')] }
    const newer = await mustRead(
      visitFiles({ 'codelists/result.json': JSON.stringify({ ...results, verified: true }) }),
    )
    const { release } = await resolveRelease('330683', [newer], [layer('330683', 'form', 'visit-report', patch)])

    expect(release?.forms['visit-report']?.layout[0]).toMatchObject({ title: { 'zh-CN': '结果' } })
    expect(release?.codeLists.result?.verified).toBe(true)
  })

  it('changes a code list and a role', async () => {
    const { codeLists, roles } = await resolved(
      layer('330683', 'codeList', 'result', {
        changes: [
          { op: 'remove', node: 'codes/21' },
          {
            op: 'add',
            node: 'codes/3',
            parent: '/',
            list: 'codes',
            after: 'codes/1',
            values: { title: { 'zh-CN': '无人' } },
          },
        ],
      }),
      layer('330683', 'role', 'visitor', {
        changes: [{ op: 'set', node: '/', property: 'title', value: { 'zh-CN': '专员' } }],
      }),
    )

    expect(codeLists.result?.codes.map(({ code }) => code)).toEqual(['1', '3', '2'])
    expect(roles.visitor?.title['zh-CN']).toBe('专员')
  })

  it('replaces an approval step by two in a process that still runs', async () => {
    const edited = visitProcess({
      body: `<bpmn:userTask id="confirm" name="复核">
        <bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="visit-report" /><zeebe:assignmentDefinition candidateGroups="visitor" /></bpmn:extensionElements>
        <bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing></bpmn:userTask>
        <bpmn:sequenceFlow id="f4" sourceRef="confirm" targetRef="done" />`,
    })
      .replace('sourceRef="judge" targetRef="done"', 'sourceRef="judge" targetRef="confirm"')
      .replace('<bpmn:endEvent id="done"><bpmn:incoming>f3', '<bpmn:endEvent id="done"><bpmn:incoming>f4')
    const { patch } = await diffDefinition('process', visitProcess(), edited)
    const release = await resolved(layer('330683', 'process', 'visit', patch!))

    expect((await compileRelease(release)).processes.has('visit')).toBe(true)
    expect(await diffDefinition('process', edited, release.processes.visit!.xml)).toMatchObject({
      patch: { changes: [] },
    })
    expect(patch!.changes).toContainEqual({ op: 'set', node: 'f3', property: 'targetRef', value: 'confirm' })
  })

  it('is refused where nothing is there to patch', async () => {
    const change: Patch = { changes: [{ op: 'set', node: 'nobody', property: 'title', value: 1 }] }
    expect(await codesOf(layer('330683', 'form', 'visit-report', change))).toEqual(['patch-node-missing'])
    expect(await codesOf(layer('330683', 'form', 'no-form', change))).toEqual(['patch-definition-missing'])
    expect(await codesOf(layer('330683', 'form', '__proto__', change))).toEqual(['patch-definition-missing'])
  })

  it('is refused where it makes a process that refers to nothing', async () => {
    const change: Patch = { changes: [{ op: 'remove', node: 'done' }] }
    expect(await codesOf(layer('330683', 'process', 'visit', change))).toContain('xml-import-warning')
  })

  it.each<[string, string, string]>([
    ['an element name', '#name', 'a><script'],
    ['an attribute name', 'x="1" y', '1'],
  ])('is refused where it smuggles markup in by %s', async (_where, property, value) => {
    const change: Patch = { changes: [{ op: 'set', node: 'go', property, value }] }
    expect(await codesOf(layer('330683', 'process', 'visit', change))).toEqual(['patch-not-xml'])
  })
})

describe('what a wider region locked', () => {
  const locking = layer('330600', 'form', 'visit-report', { changes: [retitled('市级')], locks: ['result'] })

  it('is not patched by a narrower one', async () => {
    const patch: Patch = { changes: [retitled('县级')] }
    expect(await codesOf(locking, layer('330683', 'form', 'visit-report', patch))).toEqual(['patch-locked'])
    expect((await resolved(locking)).forms['visit-report']?.layout[0]).toMatchObject({ title: { 'zh-CN': '市级' } })
  })

  it('is not replaced with the whole definition either, unless it stays as it is', async () => {
    const { forms } = await resolved(locking)
    const content = definitionText<'form'>(forms['visit-report']!)
    const whole = (text: string): Layer => ({
      region: '330683',
      changes: [{ kind: 'form', id: 'visit-report', content: text }],
    })

    expect(await codesOf(locking, whole(content.replace('市级', '县级')))).toEqual(['patch-locked'])
    expect(await codesOf(locking, whole(content.replace('走访记录', '入户走访记录')))).toEqual([])
  })
})

describe('a patch of a process', () => {
  it('is a few lines that name elements, and moves a shape as one value', async () => {
    const edited = rental
      .replace('id="rectify" name="整改"', 'id="rectify" name="限期整改"')
      .replace(
        '<dc:Bounds x="860" y="180" width="100" height="80" />',
        '<dc:Bounds x="860" y="300" width="100" height="80" />',
      )
      .replace('<di:waypoint x="790" y="220" />', '<di:waypoint x="790" y="230" />')
    const { patch } = await diffDefinition('process', rental, edited)

    expect(patch?.changes).toEqual([
      { op: 'set', node: 'rectify', property: 'name', value: '限期整改' },
      {
        op: 'set',
        node: 'rectify_di',
        property: '<dc:Bounds>',
        value: [{ x: '860', y: '300', width: '100', height: '80' }],
      },
      {
        op: 'set',
        node: 'to-rectify_di',
        property: '<di:waypoint>',
        value: [
          { x: '790', y: '230' },
          { x: '860', y: '220' },
        ],
      },
    ])
  })

  it('does not depend on the prefixes and the order in which a modeler writes', async () => {
    const other = rental.replaceAll(/(?<!gezhi:)bpmn:/g, 'model:').replace('xmlns:bpmn=', 'xmlns:model=')
    expect((await diffDefinition('process', rental, other)).patch).toEqual({ changes: [] })
  })

  it('refuses a text that could not be written again', async () => {
    const { patch, findings } = await diffDefinition(
      'process',
      rental,
      rental.replaceAll('urn:gezhi:bpmn:1.0', 'urn:x'),
    )

    expect(patch).toBeUndefined()
    expect(findings.map(({ code }) => code)).toEqual(['xml-unwritable'])
  })

  it('keeps what other tools wrote', async () => {
    const foreign = rental
      .replace('<bpmn:definitions ', '<bpmn:definitions xmlns:acme="urn:acme" ')
      .replace(
        '<gezhi:caseTitle',
        '<acme:note colour="red"><acme:line>一</acme:line><acme:line>二</acme:line></acme:note><gezhi:caseTitle',
      )
    const { content, findings } = await patchDefinition('process', foreign, {
      changes: [{ op: 'set', node: 'rectify', property: 'name', value: '限期<整改>' }],
    })

    expect(findings).toEqual([])
    expect(content).toContain('<acme:line>一</acme:line>')
    expect(content).toContain('name="限期&#60;整改&#62;"')
    expect((await diffDefinition('process', foreign, content!)).patch?.changes).toHaveLength(1)
  })

  it('is merged with what changed below, and asks only about what both changed', async () => {
    const { patch } = await diffDefinition(
      'process',
      rental,
      rental.replace('name="复查"', 'name="入户复查"').replace('value="=settings.rentalRecheckDays"', 'value="=2"'),
    )
    const newer = rental
      .replace('value="=settings.rentalRecheckDays"', 'value="=4"')
      .replace('name="整改"', 'name="限期整改"')
    const { content, conflicts } = await mergeDefinition('process', rental, newer, patch!)

    expect(conflicts).toMatchObject([
      { kind: 'both-changed', node: 'recheck/gezhi:timeLimit', property: 'value', below: '=4', here: '=2' },
    ])
    expect(content).toContain('name="入户复查"')
    expect(content).toContain('name="限期整改"')
  })
})
