import { useMemo, useRef } from 'react'
import type { Finding } from '#findings'
import type { CodeList, FormDefinition } from '#forms'
import { useLocale } from '#runtime/client'
import type { RuleDesk } from '../rules/rule-desk.ts'
import { type DrawnNodes, drawnNodes, ruleWordsOf } from './drawn-nodes.ts'

/** The nodes as canvas and outline draw them; rules are read from the desk's form, which may be a moment behind. */
export function useDrawnForm(
  form: FormDefinition,
  codeLists: readonly CodeList[],
  findings: readonly Finding[] | undefined,
  desk: RuleDesk,
): DrawnNodes {
  const { locale } = useLocale()
  const before = useRef<DrawnNodes>(new Map())
  const ruleWords = useMemo(() => ruleWordsOf(desk.form, locale, desk.codeLists), [desk.form, locale, desk.codeLists])
  return useMemo(() => {
    before.current = drawnNodes({ form, codeLists, findings: findings ?? [], ruleWords }, before.current)
    return before.current
  }, [form, codeLists, findings, ruleWords])
}
