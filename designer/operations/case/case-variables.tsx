import { Button } from 'antd'
import { useState } from 'react'
import type { OperatedCase, ShownScope } from '#runtime/api'
import { useApi, useLocalize, useWords } from '#runtime/client'
import { operationWords } from '../operation-words.ts'
import styles from '../operations.module.css'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { ScopeEditor } from './scope-editor.tsx'

export interface CaseVariablesProps {
  readonly found: OperatedCase
  readonly onDone: () => void
}

/** The variables of a case: names at first, values for a purpose that is written down, and then changed. */
export function CaseVariables({ found, onDone }: CaseVariablesProps) {
  const words = useWords(operationWords)
  const say = useLocalize()
  const api = useApi()
  const [asking, setAsking] = useState(false)
  const [shown, setShown] = useState<readonly ShownScope[]>()
  const params = { caseId: found.summary.id }
  const names = [...new Set(found.scopes.flatMap((scope) => scope.names))]

  return (
    <section className={styles.panel}>
      <h2>
        {words.variables}
        {!shown && <Button onClick={() => setAsking(true)}>{words.show}</Button>}
      </h2>
      {!shown && (
        <>
          <p className={styles.faint}>{words.variablesHidden}</p>
          <p className={styles.said}>
            {names.length === 0 ? words.noVariables : words.variableNames(names.join(words.listSeparator))}
          </p>
        </>
      )}
      {shown?.map((scope) => (
        <ScopeEditor
          key={scope.id}
          scope={scope}
          title={scope.elementName ? words.ofElement(say(scope.elementName)) : words.ofCase}
          mayEdit={found.summary.status === 'open'}
          onSave={async (variables, why) => {
            await api('POST /api/cases/:caseId/variables', {
              params,
              body: { variables: { ...variables }, scopeId: scope.id, ...why },
            })
            setShown((before) =>
              before?.map((one) =>
                one.id === scope.id ? { ...one, variables: { ...one.variables, ...variables } } : one,
              ),
            )
            onDone()
          }}
        />
      ))}
      <ReasonDialog
        open={asking}
        title={words.showTitle}
        text={words.showText}
        confirm={words.show}
        purpose
        onClose={() => setAsking(false)}
        onConfirm={async ({ reason }) => {
          const { scopes } = await api('POST /api/cases/:caseId/variables/read', { params, body: { reason } })
          setShown(scopes)
        }}
      />
    </section>
  )
}
