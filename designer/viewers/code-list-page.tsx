import { Input, Table } from 'antd'
import { useMemo, useState } from 'react'
import type { CodeList } from '#forms'
import { useLocalize, useWords } from '#runtime/client'
import { DefinitionViewer } from './definition-viewer.tsx'
import { viewerWords } from './viewer-words.ts'
import styles from './viewers.module.css'

export function CodeListPage() {
  return <DefinitionViewer kind="codeList">{(text) => <Codes text={text} />}</DefinitionViewer>
}

/** The codes of a list, a page at a time; the server has checked the text. */
function Codes({ text }: { readonly text: string }) {
  const words = useWords(viewerWords)
  const say = useLocalize()
  const list = useMemo(() => JSON.parse(text) as CodeList, [text])
  const [wanted, setWanted] = useState('')
  const codes = useMemo(() => {
    const needle = wanted.trim().toLowerCase()
    return list.codes.filter(({ code, title }) =>
      `${code} ${title['zh-CN']} ${title.en ?? ''}`.toLowerCase().includes(needle),
    )
  }, [list, wanted])
  const hierarchical = list.codes.some(({ parent }) => parent !== undefined)
  return (
    <>
      {list.standard && (
        <p>
          {words.standard}
          {list.standard}
          {list.verified !== undefined && `（${list.verified ? words.verified : words.unverified}）`}
        </p>
      )}
      {list.source && (
        <p className={styles.note}>
          {words.source}
          {list.source}
        </p>
      )}
      <div className={styles.find}>
        <Input
          allowClear
          aria-label={words.find}
          placeholder={words.find}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <span role="status">{words.count(codes.length)}</span>
      </div>
      <Table
        size="small"
        rowKey="code"
        dataSource={codes}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: words.code, dataIndex: 'code', width: 140 },
          { title: words.codeTitle, render: (_, { title }) => title['zh-CN'] },
          { title: words.codeTitleEn, render: (_, { title }) => title.en },
          ...(hierarchical ? [{ title: words.parent, dataIndex: 'parent', width: 140 }] : []),
        ]}
        aria-label={say(list.title)}
      />
    </>
  )
}
