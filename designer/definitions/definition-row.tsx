import {
  ApartmentOutlined,
  ControlOutlined,
  FormOutlined,
  IdcardOutlined,
  OrderedListOutlined,
  RightOutlined,
  TableOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { DefinitionKind, DefinitionSummary } from '#runtime/api'
import { momentWords, useLocale, useLocalize, useWords } from '#runtime/client'
import { definitionWords } from './definition-words.ts'
import styles from './definitions.module.css'

const icons: Record<DefinitionKind, ReactNode> = {
  process: <ApartmentOutlined />,
  form: <FormOutlined />,
  decision: <TableOutlined />,
  codeList: <OrderedListOutlined />,
  role: <TeamOutlined />,
  record: <IdcardOutlined />,
  view: <UnorderedListOutlined />,
  setting: <ControlOutlined />,
}

export interface DefinitionRowProps {
  readonly definition: DefinitionSummary
  readonly region: string
}

/** One definition as a link to its editor, with what the region has done to it. */
export function DefinitionRow({ definition: { kind, id, title, adapted, draft }, region }: DefinitionRowProps) {
  const words = useWords(definitionWords)
  const say = useLocalize()
  const { locale } = useLocale()
  return (
    <li>
      <Link to={`/${region}/${kind}/${encodeURIComponent(id)}`} className={styles.row}>
        <span className={styles.icon} aria-hidden="true">
          {icons[kind]}
        </span>
        <span className={styles.name}>
          {say(title)}
          <span className={styles.id}>{id}</span>
        </span>
        <span className={styles.marks}>
          {adapted && <span className={styles.adapted}>{words.adapted}</span>}
          {draft && (
            <span className={styles.draft} title={words.draftBy(draft.by, momentWords(draft.at, locale))}>
              {words.draft} · {draft.by} {momentWords(draft.at, locale)}
            </span>
          )}
        </span>
        <RightOutlined aria-hidden="true" className={styles.arrow ?? ''} />
      </Link>
    </li>
  )
}
