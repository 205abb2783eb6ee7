import type { Finding } from '#findings'
import { elementOf, elementsOf, type ModdleElement, textOf } from '../bpmn/moddle-element.ts'
import { problem } from '../process/process-findings.ts'
import type { Knowledge } from './decision.ts'
import { type LogicReader, readLogic } from './read-logic.ts'

/** Reads the business knowledge models that an element requires, and those that they require; each once. */
export function makeKnowledgeReader(
  models: ReadonlyMap<string, ModdleElement>,
  reader: LogicReader,
): (element: ModdleElement) => readonly Knowledge[] {
  const known = new Map<string, Knowledge>()
  const open = new Set<string>()

  function requiredBy(element: ModdleElement): readonly Knowledge[] {
    return elementsOf(element, 'knowledgeRequirement').flatMap((requirement) => {
      const id = textOf(elementOf(requirement, 'requiredKnowledge'), 'href')?.replace(/^#/, '') ?? ''
      const model = models.get(id)
      const found = model && known.get(id)
      if (found) return [found]
      if (!model || open.has(id)) {
        reader.findings.push(model ? inCircle(id) : missing(element.id ?? '', id))
        return []
      }
      open.add(id)
      const made = read(id, model)
      open.delete(id)
      known.set(id, made)
      return [made]
    })
  }

  function read(id: string, model: ModdleElement): Knowledge {
    const logic = elementOf(model, 'encapsulatedLogic')
    if ((textOf(logic, 'kind') ?? 'FEEL') !== 'FEEL') reader.findings.push(otherLanguage(id))
    return {
      name: textOf(elementOf(model, 'variable'), 'name') ?? textOf(model, 'name') ?? id,
      parameters: elementsOf(logic, 'formalParameter').map((parameter) => textOf(parameter, 'name') ?? ''),
      logic: readLogic(id, elementOf(logic, 'body'), reader),
      knowledge: requiredBy(model),
    }
  }

  return requiredBy
}

function missing(node: string, id: string): Finding {
  return problem(
    'knowledge-missing',
    node,
    [`引用的业务知识模型“${id}”不在文件中`, `The business knowledge model "${id}" is not in the file`],
    ['请添加该模型或删除引用', 'Add it, or remove the requirement'],
  )
}

function inCircle(node: string): Finding {
  return problem(
    'knowledge-circle',
    node,
    ['业务知识模型之间循环引用', 'Business knowledge models require each other in a circle'],
    ['请去掉其中一个引用', 'Remove one of the requirements'],
  )
}

function otherLanguage(node: string): Finding {
  return problem(
    'knowledge-language',
    node,
    ['业务知识模型只能用 FEEL 编写', 'A business knowledge model must be written in FEEL'],
    ['请改用 FEEL 表达式', 'Use a FEEL expression'],
  )
}
