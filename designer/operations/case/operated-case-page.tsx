import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Select, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { CaseToken, OperatedCase } from '#runtime/api'
import {
  ErrorState,
  Loading,
  momentWords,
  PageHeader,
  RegionName,
  useApi,
  useLocale,
  useLocalize,
  useWords,
} from '#runtime/client'
import { operationWords } from '../operation-words.ts'
import styles from '../operations.module.css'
import { type DiagramMark, StateDiagram } from '../parts/state-diagram.tsx'
import { type Asked, CaseDialogs } from './case-dialogs.tsx'
import { CaseVariables } from './case-variables.tsx'
import { TokenRow } from './token-row.tsx'

/** A case as those see it who mend it: where it stands on its diagram, what it waits for, and what can be done. */
export function OperatedCasePage() {
  const { caseId = '', region = '' } = useParams()
  const api = useApi()
  const { data, error, refetch } = useQuery({
    queryKey: ['operated-case', caseId],
    queryFn: () => api('GET /api/cases/:caseId/operation', { params: { caseId } }),
    refetchInterval: 30_000,
  })
  if (data) return <CaseView found={data} back={`/${region}/operations`} />
  return error ? <ErrorState page error={error} onRetry={refetch} /> : <Loading />
}

function CaseView({ found, back }: { readonly found: OperatedCase; readonly back: string }) {
  const words = useWords(operationWords)
  const say = useLocalize()
  const { locale } = useLocale()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [asked, setAsked] = useState<Asked>()
  const { summary, suspended, hold, tokens, waits } = found
  const isOpen = summary.status === 'open'

  const done = (deleted = false) => {
    void message.success(deleted ? words.deleted : words.done)
    if (deleted) {
      queries.removeQueries({ queryKey: ['operated-case', summary.id] })
      void queries.invalidateQueries({ queryKey: ['operated-cases'] })
      navigate(`${back}/cases`, { replace: true })
      return
    }
    void queries.invalidateQueries({ queryKey: ['operated-case', summary.id] })
    void queries.invalidateQueries({ queryKey: ['incidents'] })
    void queries.invalidateQueries({ queryKey: ['incident-groups'] })
  }

  return (
    <>
      <PageHeader
        title={summary.title}
        back={back}
        aside={
          <>
            <Tag color={isOpen ? 'processing' : 'default'}>{words[summary.status]}</Tag>
            {suspended !== 'no' && (
              <Tag color="warning">{suspended === 'case' ? words.suspendedCase : words.suspendedProcess}</Tag>
            )}
            {hold && <Tag color="warning">{words.heldTag}</Tag>}
          </>
        }
      />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <section className={styles.panel}>
            <dl className={styles.facts}>
              <Fact name={words.number} value={summary.number} />
              <Fact name={words.process} value={say(summary.processTitle)} />
              <Fact name={words.region} value={<RegionName code={summary.region} name={summary.regionName} />} />
              <Fact name={words.release} value={found.release.slice(0, 12)} />
            </dl>
          </section>
          <CaseDiagram found={found} onAsk={setAsked} />
          <CaseVariables found={found} onDone={() => done()} />
        </div>
        <div className={styles.stack}>
          <section className={styles.panel}>
            <h2>{words.standing}</h2>
            {tokens.length === 0 ? (
              <p className={styles.faint}>{words.nothingStands}</p>
            ) : (
              <ul className={styles.plain}>
                {tokens.map((token) => (
                  <TokenRow key={token.id} token={token} suspended={suspended !== 'no'} onAsk={setAsked} />
                ))}
              </ul>
            )}
          </section>
          {isOpen && (
            <section className={styles.panel}>
              <h2>{words.waits}</h2>
              {waits.length === 0 ? (
                <p className={styles.faint}>{words.noWaits}</p>
              ) : (
                <ul className={styles.plain}>
                  {waits.map(({ id, kind, name = '', due, elementId, elementName }) => (
                    <li key={id}>
                      <span>{elementName ? say(elementName) : elementId}</span>
                      <span className={styles.faint}>
                        {kind === 'timer'
                          ? words.timerDue(momentWords(due ?? '', locale))
                          : kind === 'message'
                            ? words.messageWaited(name)
                            : words.signalWaited(name)}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </section>
          )}
          <CaseActions found={found} onAsk={setAsked} />
        </div>
      </div>
      <CaseDialogs found={found} asked={asked} onClose={() => setAsked(undefined)} onDone={done} />
    </>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

interface AskProps {
  readonly found: OperatedCase
  readonly onAsk: (asked: Asked) => void
}

/** The diagram of one of the case's processes; a chosen element offers what can be done there. */
function CaseDiagram({ found, onAsk }: AskProps) {
  const words = useWords(operationWords)
  const say = useLocalize()
  const { locale } = useLocale()
  const { region = '' } = useParams()
  const api = useApi()
  const [call, setCall] = useState(0)
  const [picked, setPicked] = useState<string>()
  const instance = found.instances.find(({ number }) => number === call) ?? found.instances[0]
  const processId = instance?.processId ?? ''
  const { data } = useQuery({
    queryKey: ['operated-diagram', found.release, processId, locale],
    queryFn: () => api('GET /api/migrations/diagram', { query: { region, release: found.release, processId, locale } }),
    staleTime: Infinity,
  })
  const marks = useMemo(() => marksOf(found.tokens, call), [found.tokens, call])
  const target = found.targets.find((one) => one.call === call && one.elementId === picked)
  const movable = found.tokens.filter((one) => one.call === call && one.waitsFor !== 'scope')
  return (
    <section className={styles.panel}>
      <h2>
        {words.diagram}
        {found.instances.length > 1 && (
          <Select
            aria-label={words.instance}
            value={call}
            onChange={(value) => {
              setCall(value)
              setPicked(undefined)
            }}
            options={found.instances.map(({ number, title }) => ({
              value: number,
              label: number === 0 ? say(title) : words.calledProcess(say(title)),
            }))}
          />
        )}
      </h2>
      {data ? (
        <StateDiagram
          key={processId}
          xml={data.xml}
          marks={marks}
          label={words.diagramHelp}
          selected={picked}
          onSelect={setPicked}
        />
      ) : (
        <Loading />
      )}
      <div className={styles.picked}>
        {target ? (
          <>
            <strong>{say(target.name) || target.elementId}</strong>
            {movable.map((token) => (
              <Button
                key={token.id}
                disabled={found.suspended !== 'no' || token.elementId === target.elementId}
                onClick={() => onAsk({ what: 'move', token, toElementId: target.elementId })}
              >
                {movable.length === 1 ? words.moveHere : `${words.moveHere}：${nameOf(token, say)}`}
              </Button>
            ))}
            {call === 0 && (
              <Button
                disabled={found.suspended !== 'no'}
                onClick={() => onAsk({ what: 'restart', toElementId: target.elementId })}
              >
                {words.restartHere}
              </Button>
            )}
          </>
        ) : (
          <span className={styles.faint}>{words.diagramHelp}</span>
        )}
      </div>
    </section>
  )
}

function nameOf({ elementName, elementId }: CaseToken, say: ReturnType<typeof useLocalize>): string {
  return (elementName && say(elementName)) || elementId
}

function marksOf(tokens: readonly CaseToken[], call: number): DiagramMark[] {
  const byElement = Map.groupBy(
    tokens.filter((token) => token.call === call),
    ({ elementId }) => elementId,
  )
  return [...byElement].map(([elementId, standing]) => ({
    elementId,
    state: standing.some(({ waitsFor }) => waitsFor === 'incident') ? 'incident' : 'waiting',
    count: standing.length,
  }))
}

/** What can be done to the case as a whole. */
function CaseActions({ found, onAsk }: AskProps) {
  const words = useWords(operationWords)
  const { locale } = useLocale()
  const { summary, suspended, hold, deletion, retainUntil } = found
  const isOpen = summary.status === 'open'
  return (
    <section className={styles.panel}>
      <h2>{words.actions}</h2>
      <div className={styles.stack}>
        <div className={styles.buttons}>
          {isOpen && suspended === 'no' && <Button onClick={() => onAsk({ what: 'suspend' })}>{words.suspend}</Button>}
          {isOpen && suspended === 'case' && (
            <Button type="primary" onClick={() => onAsk({ what: 'resume' })}>
              {words.resume}
            </Button>
          )}
          <Button disabled={suspended !== 'no'} onClick={() => onAsk({ what: 'restart' })}>
            {words.restart}
          </Button>
          <Button onClick={() => onAsk({ what: hold ? 'unhold' : 'hold' })}>{hold ? words.unhold : words.hold}</Button>
          {isOpen && (
            <Button danger onClick={() => onAsk({ what: 'cancel' })}>
              {words.void}
            </Button>
          )}
          {!isOpen && (
            <Button danger disabled={!deletion.possible} onClick={() => onAsk({ what: 'delete' })}>
              {words.delete}
            </Button>
          )}
        </div>
        {hold && <p className={styles.faint}>{words.heldBy(hold.reason, hold.by, momentWords(hold.at, locale))}</p>}
        {retainUntil && <p className={styles.faint}>{words.retainUntil(momentWords(retainUntil, locale))}</p>}
        {!isOpen && deletion.obstacle === 'case-held' && <p className={styles.faint}>{words.obstacle_held}</p>}
      </div>
    </section>
  )
}
