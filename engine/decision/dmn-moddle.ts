import { DmnModdle } from 'dmn-moddle'
import dmn13 from 'dmn-moddle/resources/dmn/json/dmn13.json' with { type: 'json' }

/** The boxed expressions that DMN 1.4 added (clause 10.2.2), as moddle describes types. */
const boxed = [
  { name: 'ChildExpression', superClass: ['DMNElement'], properties: [{ name: 'value', type: 'Expression' }] },
  { name: 'TypedChildExpression', superClass: ['ChildExpression'] },
  { name: 'Conditional', superClass: ['Expression'], properties: children('if', 'then', 'else') },
  { name: 'Filter', superClass: ['Expression'], properties: children('in', 'match') },
  {
    name: 'Iterator',
    superClass: ['Expression'],
    properties: [{ name: 'iteratorVariable', type: 'String', isAttr: true }, ...children('in')],
  },
  { name: 'For', superClass: ['Iterator'], properties: children('return') },
  { name: 'Every', superClass: ['Iterator'], properties: children('satisfies') },
  { name: 'Some', superClass: ['Iterator'], properties: children('satisfies') },
]

function children(...names: string[]) {
  return names.map((name) => ({ name, type: 'ChildExpression' }))
}

const dmn = { ...dmn13, types: [...dmn13.types, ...boxed] }

/** Versions of the standard beside 1.3; what they have in common is said in the same elements. */
const otherVersions =
  /https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20151101|20180521|20211108|20230324|20240513)\/(?:(DMNDI\/)|MODEL\/|dmn\.xsd)/g

/** Reads a file of DMN 1.1 to 1.6 as one of 1.3 with the boxed expressions of 1.4. */
export function readDmnXml(xml: string): ReturnType<DmnModdle['fromXML']> {
  const text = xml.replace(otherVersions, (_, di = 'MODEL/') => `https://www.omg.org/spec/DMN/20191111/${di}`)
  return new DmnModdle({ dmn }).fromXML(text)
}
