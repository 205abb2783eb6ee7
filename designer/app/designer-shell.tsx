import {
  CloudUploadOutlined,
  ControlOutlined,
  DashboardOutlined,
  FolderOpenOutlined,
  HistoryOutlined,
} from '@ant-design/icons'
import { Shell, useSession, useWords } from '#runtime/client'
import { appWords } from './app-words.ts'
import { useRegion } from './use-region.ts'

/** Header and navigation of the designer around the page of a region. */
export function DesignerShell({ width }: { readonly width: 'page' | 'full' }) {
  const words = useWords(appWords)
  const { code } = useRegion()
  const { mayDesign, mayOperate } = useSession().me
  const home = `/${code}`
  return (
    <Shell
      app="designer"
      name={words.designer}
      width={width}
      nav={[
        ...(mayDesign
          ? [
              {
                to: home,
                label: words.definitions,
                icon: <FolderOpenOutlined />,
                also: ['process', 'form', 'decision', 'codeList', 'role', 'record', 'view'].map(
                  (kind) => `${home}/${kind}/`,
                ),
              },
              {
                to: `${home}/settings`,
                label: words.settings,
                icon: <ControlOutlined />,
                also: [`${home}/setting/`],
              },
              { to: `${home}/publish`, label: words.publish, icon: <CloudUploadOutlined /> },
              {
                to: `${home}/releases`,
                label: words.releases,
                icon: <HistoryOutlined />,
                also: [`${home}/regions`, `${home}/upgrade`],
              },
            ]
          : []),
        {
          to: `${home}/${mayOperate ? 'operations' : 'running'}`,
          label: words.operations,
          icon: <DashboardOutlined />,
          also: [`${home}/operations/`, `${home}/running`, `${home}/workers`],
        },
      ]}
    />
  )
}
