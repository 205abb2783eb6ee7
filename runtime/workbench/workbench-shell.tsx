import { BarChartOutlined, FileAddOutlined, FolderOpenOutlined, InboxOutlined } from '@ant-design/icons'
import { Shell, useSession, useWords } from '#runtime/client'
import { workbenchWords } from './words.ts'

/** The frame of every page of the workbench. */
export function WorkbenchShell() {
  const words = useWords(workbenchWords)
  const { mayOversee } = useSession().me
  return (
    <Shell
      app="workbench"
      nav={[
        { to: '/', label: words.inbox, icon: <InboxOutlined aria-hidden="true" />, also: ['/tasks/'] },
        { to: '/new', label: words.newCase, icon: <FileAddOutlined aria-hidden="true" />, also: ['/new/'] },
        { to: '/cases', label: words.cases, icon: <FolderOpenOutlined aria-hidden="true" />, also: ['/cases/'] },
        ...(mayOversee
          ? [{ to: '/statistics', label: words.statistics, icon: <BarChartOutlined aria-hidden="true" /> }]
          : []),
      ]}
    />
  )
}
