import { Input, Radio, Select } from 'antd'
import { useEffect, useId, useState } from 'react'
import type { CaseToken, DeletionGround, OperatedCase } from '#runtime/api'
import { useApi, useLocalize, useWords } from '#runtime/client'
import { operationWords } from '../operation-words.ts'
import styles from '../operations.module.css'
import { ReasonDialog } from '../parts/reason-dialog.tsx'

/** What the operator is about to do. */
export type Asked =
  | { readonly what: 'retry' | 'add'; readonly token: CaseToken }
  | { readonly what: 'move'; readonly token: CaseToken; readonly toElementId?: string }
  | { readonly what: 'restart'; readonly toElementId?: string }
  | { readonly what: 'suspend' | 'resume' | 'cancel' | 'hold' | 'unhold' | 'delete' }

export interface CaseDialogsProps {
  readonly found: OperatedCase
  readonly asked: Asked | undefined
  readonly onClose: () => void
  readonly onDone: (deleted?: boolean) => void
}

/** Asks why, and what else is needed, before an operation is carried out. */
export function CaseDialogs({ found, asked, onClose, onDone }: CaseDialogsProps) {
  const [shown, setShown] = useState(asked)
  // While a dialog fades away it goes on saying what it said.
  useEffect(() => {
    if (asked) setShown(asked)
  }, [asked])
  if (!shown) return null
  const props = { found, open: asked !== undefined, onClose, onDone }
  switch (shown.what) {
    case 'move':
      return <MoveDialog {...props} token={shown.token} toElementId={shown.toElementId} />
    case 'restart':
      return <RestartDialog {...props} toElementId={shown.toElementId} />
    case 'add':
      return <AddDialog {...props} token={shown.token} />
    case 'delete':
      return <DeleteDialog {...props} />
    default:
      return <PlainDialog {...props} asked={shown} />
  }
}

interface DialogProps {
  readonly found: OperatedCase
  readonly open: boolean
  readonly onClose: () => void
  readonly onDone: (deleted?: boolean) => void
}

type Plain = Exclude<Asked, { what: 'move' | 'restart' }>
type PlainWhat = Exclude<Plain['what'], 'add' | 'delete'>

function PlainDialog({ found, open, asked, onClose, onDone }: DialogProps & { readonly asked: Asked }) {
  const words = useWords(operationWords)
  const api = useApi()
  const what = asked.what as PlainWhat
  const params = { caseId: found.summary.id }
  const says: Record<PlainWhat, { title: string; text: string; confirm: string; danger?: boolean }> = {
    retry: { title: words.retryTitle, text: words.retryText(1), confirm: words.retry },
    suspend: { title: words.suspendTitle, text: words.suspendText, confirm: words.suspend },
    resume: { title: words.resumeTitle, text: words.resumeText, confirm: words.resume },
    cancel: { title: words.voidTitle, text: words.voidText, confirm: words.void, danger: true },
    hold: { title: words.holdTitle, text: words.holdText, confirm: words.hold },
    unhold: { title: words.unholdTitle, text: words.unholdText, confirm: words.unhold },
  }
  return (
    <ReasonDialog
      {...says[what]}
      open={open}
      onClose={onClose}
      onConfirm={async (body) => {
        if (what === 'retry') {
          const incidentId = 'token' in asked ? (asked.token.incident?.id ?? '') : ''
          await api('POST /api/incidents/:incidentId/retry', { params: { incidentId }, body })
        } else if (what === 'suspend') await api('POST /api/cases/:caseId/suspend', { params, body })
        else if (what === 'resume') await api('POST /api/cases/:caseId/resume', { params, body })
        else if (what === 'cancel') await api('POST /api/cases/:caseId/cancel', { params, body })
        else if (what === 'hold') await api('POST /api/cases/:caseId/hold', { params, body })
        else await api('POST /api/cases/:caseId/release-hold', { params, body })
        onDone()
      }}
    />
  )
}

interface TargetProps {
  readonly found: OperatedCase
  readonly call: number
  readonly value: string | undefined
  readonly onChange: (elementId: string) => void
}

function Target({ found, call, value, onChange }: TargetProps) {
  const words = useWords(operationWords)
  const say = useLocalize()
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{words.target}</label>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        value={value ?? null}
        placeholder={words.targetNeeded}
        onChange={(chosen: string | null) => chosen !== null && onChange(chosen)}
        options={found.targets
          .filter((one) => one.call === call)
          .map(({ elementId, name }) => ({
            value: elementId,
            label: say(name) && say(name) !== elementId ? `${say(name)}（${elementId}）` : elementId,
          }))}
      />
    </>
  )
}

function MoveDialog({
  found,
  open,
  token,
  toElementId,
  onClose,
  onDone,
}: DialogProps & { readonly token: CaseToken; readonly toElementId: string | undefined }) {
  const words = useWords(operationWords)
  const say = useLocalize()
  const api = useApi()
  const [target, setTarget] = useState(toElementId)
  useEffect(() => {
    if (open) setTarget(toElementId)
  }, [open, toElementId])
  return (
    <ReasonDialog
      open={open}
      title={words.moveTitle((token.elementName && say(token.elementName)) || token.elementId)}
      text={words.moveText}
      confirm={words.move}
      danger
      ready={target !== undefined}
      onClose={onClose}
      onConfirm={async (why) => {
        await api('POST /api/cases/:caseId/move', {
          params: { caseId: found.summary.id },
          body: { tokenId: token.id, toElementId: target ?? '', ...why },
        })
        onDone()
      }}
    >
      <Target found={found} call={token.call} value={target} onChange={setTarget} />
    </ReasonDialog>
  )
}

function RestartDialog({
  found,
  open,
  toElementId,
  onClose,
  onDone,
}: DialogProps & { readonly toElementId: string | undefined }) {
  const words = useWords(operationWords)
  const api = useApi()
  const [target, setTarget] = useState(toElementId)
  useEffect(() => {
    if (open) setTarget(toElementId)
  }, [open, toElementId])
  return (
    <ReasonDialog
      open={open}
      title={words.restartTitle}
      text={found.summary.status === 'open' ? words.restartText : words.restartEnded}
      confirm={words.restartHere}
      danger={found.summary.status === 'open'}
      ready={target !== undefined}
      onClose={onClose}
      onConfirm={async (why) => {
        await api('POST /api/cases/:caseId/restart', {
          params: { caseId: found.summary.id },
          body: { toElementId: target ?? '', ...why },
        })
        onDone()
      }}
    >
      <Target found={found} call={0} value={target} onChange={setTarget} />
    </ReasonDialog>
  )
}

function AddDialog({ found, open, token, onClose, onDone }: DialogProps & { readonly token: CaseToken }) {
  const words = useWords(operationWords)
  const say = useLocalize()
  const api = useApi()
  const id = useId()
  const [item, setItem] = useState('')
  return (
    <ReasonDialog
      open={open}
      title={words.addTitle((token.elementName && say(token.elementName)) || token.elementId)}
      text={words.addText}
      confirm={words.add}
      onClose={onClose}
      onConfirm={async (why) => {
        await api('POST /api/cases/:caseId/add-instance', {
          params: { caseId: found.summary.id },
          body: { tokenId: token.id, ...(item.trim() !== '' && { item: item.trim() }), ...why },
        })
        onDone()
      }}
    >
      <label htmlFor={id}>{words.item}</label>
      <Input id={id} value={item} maxLength={200} onChange={(event) => setItem(event.target.value)} />
    </ReasonDialog>
  )
}

/** Asks twice: on what ground, and for the case number. */
function DeleteDialog({ found, open, onClose, onDone }: DialogProps) {
  const words = useWords(operationWords)
  const api = useApi()
  const id = useId()
  const { number } = found.summary
  const [ground, setGround] = useState<DeletionGround>('retention-over')
  const [typed, setTyped] = useState('')
  const differs = typed.trim() !== '' && typed.trim() !== number
  useEffect(() => {
    if (open) setTyped('')
  }, [open])
  const grounds: readonly [DeletionGround, string][] = [
    ['retention-over', words.ground_retentionOver],
    ['entered-by-mistake', words.ground_mistake],
    ['ordered', words.ground_ordered],
  ]
  return (
    <ReasonDialog
      open={open}
      title={words.deleteTitle}
      text={words.deleteText}
      confirm={words.confirmDelete}
      danger
      ready={typed.trim() === number}
      onClose={onClose}
      onDone={() => {}}
      onConfirm={async ({ reason }) => {
        await api('POST /api/cases/:caseId/delete', {
          params: { caseId: found.summary.id },
          body: { ground, number: typed.trim(), reason },
        })
        onDone(true)
      }}
    >
      <fieldset className={styles.dialog}>
        <legend>{words.ground}</legend>
        <Radio.Group value={ground} onChange={({ target }) => setGround(target.value as DeletionGround)}>
          {grounds.map(([value, label]) => (
            <div key={value}>
              <Radio value={value}>{label}</Radio>
            </div>
          ))}
        </Radio.Group>
      </fieldset>
      <label htmlFor={id}>{words.typeNumber(number)}</label>
      <Input
        id={id}
        value={typed}
        status={differs ? 'error' : ''}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
      {differs && <span className={styles.problem}>{words.numberDiffers}</span>}
    </ReasonDialog>
  )
}
