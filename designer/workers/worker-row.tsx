import { App, Button, Tag } from 'antd'
import type { Worker } from '#runtime/api'
import { momentWords, RegionName, useApi, useErrorWords, useLocale, useWords } from '#runtime/client'
import { workerWords } from './worker-words.ts'
import styles from './workers.module.css'

export interface WorkerRowProps {
  readonly worker: Worker
  readonly onRevoked: () => unknown
}

/** As the server names whoever used the command line. */
const commandLine = 'command-line'

/** One worker, with the way to revoke its token. */
export function WorkerRow({ worker, onRevoked }: WorkerRowProps) {
  const words = useWords(workerWords)
  const { locale } = useLocale()
  const api = useApi()
  const explain = useErrorWords()
  const { modal, message } = App.useApp()
  const { id, name, types, regionName, createdAt, createdBy, seenAt, revokedAt } = worker
  const by = createdBy === commandLine ? words.byCommand : createdBy

  const revoke = () =>
    modal.confirm({
      title: words.revokeTitle(name),
      content: words.revokeText,
      okText: words.revoke,
      okButtonProps: { danger: true },
      cancelText: words.cancel,
      onOk: async () => {
        try {
          await api('DELETE /api/workers/:workerId', { params: { workerId: id } })
        } catch (error) {
          message.error(explain(error).title)
        }
        await onRevoked()
      },
    })
  return (
    <li className={revokedAt ? styles.gone : undefined}>
      <div className={styles.what}>
        <p className={styles.name}>
          {name}
          {revokedAt && <Tag>{words.revoked}</Tag>}
          {types.map((type) => (
            <Tag key={type}>{type}</Tag>
          ))}
        </p>
        <dl className={styles.facts}>
          <div>
            <dt>{words.region}</dt>
            <dd>
              <RegionName code={worker.region} name={regionName} />
            </dd>
          </div>
          <div>
            <dt>{words.seen}</dt>
            <dd>{seenAt ? momentWords(seenAt, locale) : words.never}</dd>
          </div>
          <div>
            <dt>{words.created}</dt>
            <dd>{words.createdBy(by, momentWords(createdAt, locale))}</dd>
          </div>
        </dl>
      </div>
      {!revokedAt && (
        <Button danger onClick={revoke}>
          {words.revoke}
        </Button>
      )}
    </li>
  )
}
