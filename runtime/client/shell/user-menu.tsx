import { DownOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useLocalize, useWords } from '../i18n/locale.tsx'
import { RegionName } from '../regions/region-name.tsx'
import { useSession } from '../session/session.tsx'
import { useNarrow } from '../theme/use-narrow.ts'
import { clientWords } from '../words.ts'
import styles from './shell.module.css'

/** Who is signed in, as what and where; the way to the other app and out. */
export function UserMenu({ app }: { readonly app: 'workbench' | 'designer' }) {
  const words = useWords(clientWords)
  const localize = useLocalize()
  const narrow = useNarrow()
  const { me, signOut } = useSession()
  const toOther =
    app === 'designer'
      ? { key: 'workbench', label: <a href="/">{words.openWorkbench}</a> }
      : { key: 'designer', label: <a href="/designer/">{words.openDesigner}</a> }
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          {
            key: 'who',
            type: 'group',
            label: (
              <div className={styles.who}>
                <strong>{me.displayName}</strong>
                {me.grants.map((grant) => (
                  <span key={`${grant.role}@${grant.region}`}>
                    {localize(grant.roleTitle)} · <RegionName code={grant.region} name={grant.regionName} />
                  </span>
                ))}
              </div>
            ),
          },
          { type: 'divider' },
          ...(me.mayDesign || me.mayOperate || app === 'designer' ? [toOther] : []),
          { key: 'out', label: words.signOut, onClick: signOut },
        ],
      }}
    >
      <Button
        type="text"
        icon={<UserOutlined aria-hidden="true" />}
        aria-label={`${words.userMenu}：${me.displayName}`}
      >
        {!narrow && (
          <>
            {me.displayName} <DownOutlined aria-hidden="true" className={styles.caret} />
          </>
        )}
      </Button>
    </Dropdown>
  )
}
