import type { Finding } from '#findings'
import type { DefinitionKind } from '../bundle.ts'
import { problem } from '../finding.ts'
import { parseJson } from '../parse-json.ts'
import { isObject } from '../shape.ts'
import { formFrom, formTree } from './form-tree.ts'
import {
  codeListLists,
  type JsonObject,
  jsonFrom,
  jsonTree,
  type NodeLists,
  noLists,
  recordLists,
  settingLists,
  viewLists,
} from './json-tree.ts'
import { bpmnPrefixes, dmnPrefixes, type StandardXml, standardBpmn, standardDmn } from './standard-xml.ts'
import { entriesOf, NodeIdTwiceError, type TreeNode } from './tree.ts'
import { readXml, writeXml } from './xml-element.ts'
import { NotXmlError, xmlFrom, xmlTree } from './xml-tree.ts'

/** How the text of one kind becomes a tree, and a tree a text. */
interface TreeFormat {
  readonly read: (text: string) => Promise<{ readonly tree?: TreeNode; readonly findings: readonly Finding[] }>
  readonly write: (tree: TreeNode) => Promise<{ readonly content?: string; readonly findings: readonly Finding[] }>
}

/** The tree of a definition's text; missing, with findings, where it cannot be patched. */
export function treeOfDefinition(kind: DefinitionKind, text: string): ReturnType<TreeFormat['read']> {
  return refusing(() => formats[kind].read(text))
}

/** The text of a definition's tree; missing, with findings, where a patch made something of it that none can be. */
export function definitionOfTree(kind: DefinitionKind, tree: TreeNode): ReturnType<TreeFormat['write']> {
  return refusing(() => formats[kind].write(tree))
}

const formats: Record<DefinitionKind, TreeFormat> = {
  process: xmlFormat(bpmnPrefixes, standardBpmn),
  decision: xmlFormat(dmnPrefixes, standardDmn),
  form: jsonFormat(formTree, formFrom),
  codeList: plainFormat(codeListLists),
  role: plainFormat(noLists),
  record: plainFormat(recordLists),
  view: plainFormat(viewLists),
  setting: plainFormat(settingLists),
}

function plainFormat(lists: NodeLists): TreeFormat {
  return jsonFormat(
    (json) => jsonTree(json, lists),
    (tree) => jsonFrom(tree, lists),
  )
}

function jsonFormat(read: (json: JsonObject) => TreeNode, write: (tree: TreeNode) => JsonObject): TreeFormat {
  return {
    read: async (text) => {
      const { value, findings } = parseJson(text)
      if (findings.length > 0) return { findings }
      return isJsonObject(value) ? { tree: checked(read(value)), findings } : { findings: [notAnObject()] }
    },
    write: async (tree) => ({ content: `${JSON.stringify(write(tree), null, 2)}\n`, findings: [] }),
  }
}

function xmlFormat(
  prefixes: ReadonlyMap<string, string>,
  standard: (text: string) => Promise<StandardXml>,
): TreeFormat {
  const declared = new Map([...prefixes].map(([uri, prefix]) => [`xmlns:${prefix}`, uri]))
  return {
    read: async (text) => {
      const { xml, findings } = await standard(text)
      return xml === undefined ? { findings } : { tree: checked(xmlTree(readXml(xml, prefixes))), findings }
    },
    write: async (tree) => {
      const root = xmlFrom(tree)
      const { xml, findings } = await standard(
        `<?xml version="1.0" encoding="UTF-8"?>${writeXml({ ...root, attributes: new Map([...root.attributes, ...declared]) })}`,
      )
      return { content: xml, findings }
    },
  }
}

/** @throws {NodeIdTwiceError} */
function checked(tree: TreeNode): TreeNode {
  entriesOf(tree)
  return tree
}

/** A value that `parseJson` has read. */
function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value)
}

async function refusing<T>(work: () => Promise<T>): Promise<T | { readonly findings: readonly Finding[] }> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof NodeIdTwiceError) return { findings: [twice(error.node)] }
    if (error instanceof NotXmlError) return { findings: [notXml(error.node)] }
    throw error
  }
}

function twice(node: string): Finding {
  return problem(
    'patch-id-twice',
    { node },
    [`编号“${node}”出现了两次，无法用补丁修改`, `The id "${node}" is there twice, so it cannot be patched`],
    ['请另取编号', 'Give one of them another id'],
  )
}

function notXml(node: string): Finding {
  return problem(
    'patch-not-xml',
    { node },
    [`补丁中“${node}”的内容无法写成 XML`, `What the patch makes of "${node}" cannot be written as XML`],
    ['请用设计器重新修改', 'Make the change in the designer again'],
  )
}

function notAnObject(): Finding {
  return problem(
    'definition-shape',
    {},
    ['定义应为一个对象 { … }', 'A definition must be an object { … }'],
    ['请更正', 'Correct it'],
  )
}
