import type { Answers, Problem } from '../definition/form-definition.ts'
import { isObject } from '../definition/shape.ts'
import { answerLimits, isWithinLimits } from './answer-limits.ts'
import type { CompiledForm, CompiledGroup } from './compiled-form.ts'
import { itemId } from './item-ids.ts'

/** What makes answers unfit to be judged at all: no object, too large, or names the form does not have. */
export function unusableAnswers(compiled: CompiledForm, answers: unknown): readonly Problem[] {
  if (!isObject(answers)) return [unreadable]
  const long = tooLong(compiled, answers)
  if (long.length > 0) return long
  if (!isWithinLimits(answers)) return [unreadable]
  const problems: Problem[] = []
  for (const name of Object.getOwnPropertyNames(answers)) {
    const node = compiled.byProperty.get(name)
    if (!node) problems.push(unknownAnswer(undefined, '', name))
    else if (node.kind === 'group') unknownInItems(node, answers[name], problems)
  }
  return problems
}

/** Lists of more items than any form takes, by what they are called. */
function tooLong(compiled: CompiledForm, answers: Answers): readonly Problem[] {
  const lists = Object.values(answers).filter((value) => Array.isArray(value))
  if (lists.every(({ length }) => length <= answerLimits.items)) return []
  return compiled.order.flatMap((node) => {
    const value = Object.hasOwn(answers, node.property) ? answers[node.property] : undefined
    if (!Array.isArray(value) || value.length <= answerLimits.items) return []
    const { 'zh-CN': zh, en = zh } = node.node.title
    return [
      {
        fieldId: node.id,
        path: `/${node.property}`,
        code: 'too-many-items',
        message: {
          'zh-CN': `“${zh}”有 ${value.length} 项，最多 ${answerLimits.items} 项。请分几次提交，或以附件形式上传。`,
          en: `“${en}” has ${value.length} entries; ${answerLimits.items} are taken at most. Send them in parts, or as a file.`,
        },
      },
    ]
  })
}

function unknownInItems(group: CompiledGroup, items: unknown, problems: Problem[]): void {
  if (!Array.isArray(items)) return
  items.forEach((item: unknown, index) => {
    if (!isObject(item)) return
    for (const name of Object.getOwnPropertyNames(item))
      if (!group.byProperty.has(name) && !(group.keyed && name === itemId))
        problems.push(unknownAnswer(group, `/${group.property}/${index}`, name))
  })
}

const unreadable: Problem = {
  fieldId: '',
  path: '',
  code: 'unreadable',
  message: {
    'zh-CN': '提交的内容无法识别或过大，请减少内容后重新提交。',
    en: 'What was sent cannot be read or is too large; shorten it and send it again.',
  },
}

function unknownAnswer(group: CompiledGroup | undefined, path: string, name: string): Problem {
  const shown = name.slice(0, 100)
  const zh = group ? `“${group.node.title['zh-CN']}”` : '表单'
  const en = group ? `“${group.node.title.en ?? group.node.title['zh-CN']}”` : 'The form'
  return {
    fieldId: group?.id ?? '',
    path: `${path}/${shown}`,
    code: 'unknown-answer',
    message: {
      'zh-CN': `${zh}没有“${shown}”这一项。请刷新页面，用最新的表单重新填写。`,
      en: `${en} has no “${shown}”. Reload the page and answer the form as it is now.`,
    },
  }
}
