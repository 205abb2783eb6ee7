import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { Link, NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router'
import { useWords } from '../i18n/locale.tsx'
import { RegionName } from '../regions/region-name.tsx'
import { useSession } from '../session/session.tsx'
import { Loading } from '../states/loading.tsx'
import { useNarrow } from '../theme/use-narrow.ts'
import { clientWords } from '../words.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { OfflineNotice } from './offline-notice.tsx'
import { ProductMark } from './product-mark.tsx'
import styles from './shell.module.css'
import { UserMenu } from './user-menu.tsx'

export interface NavItem {
  readonly to: string
  readonly label: string
  readonly icon: ReactNode
  /** Paths besides `to` that stand below this item. */
  readonly also?: readonly string[]
}

export interface ShellProps {
  readonly app: 'workbench' | 'designer'
  readonly nav: readonly NavItem[]
  /** Which part of the product this is, beside its name. */
  readonly name?: string
  /** `full`: the page takes the whole window, as an editor does. */
  readonly width?: 'page' | 'full'
}

/** Header, navigation (below on a phone) and the page of the route in between. */
export function Shell({ app, nav, name, width = 'page' }: ShellProps) {
  const words = useWords(clientWords)
  const narrow = useNarrow()
  const main = useFocusOnNavigation()
  const navigation = <Navigation nav={nav} label={words.mainNavigation} />
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {words.skipToContent}
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.brand}>
          <ProductMark />
          <span>{words.product}</span>
          {name && <span className={styles.part}>{name}</span>}
        </Link>
        {!narrow && navigation}
        <div className={styles.tools}>
          {!narrow && <WorkRegion />}
          <LanguageSwitch />
          <UserMenu app={app} />
        </div>
      </header>
      <OfflineNotice />
      <main id="main" ref={main} tabIndex={-1} className={width === 'full' ? styles.full : styles.main}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      {narrow && <div className={styles.bottom}>{navigation}</div>}
      <ScrollRestoration />
    </div>
  )
}

function Navigation({ nav, label }: { readonly nav: readonly NavItem[]; readonly label: string }) {
  const { pathname } = useLocation()
  return (
    <nav className={styles.nav} aria-label={label}>
      {nav.map(({ to, label, icon, also = [] }) => {
        const here = pathname === to || also.some((path) => pathname.startsWith(path))
        return (
          <NavLink key={to} to={to} end className={here ? styles.here : ''} aria-current={here ? 'page' : undefined}>
            <span aria-hidden="true">{icon}</span>
            {label}
          </NavLink>
        )
      })}
    </nav>
  )
}

/** Where the user works: the region of the first role. */
function WorkRegion() {
  const [grant] = useSession().me.grants
  return (
    grant && (
      <span className={styles.region}>
        <RegionName code={grant.region} name={grant.regionName} />
      </span>
    )
  )
}

/** Moves the focus to the content where the page changes, as a page load would. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const [shown, setShown] = useState(pathname)
  useEffect(() => {
    if (shown === pathname) return
    setShown(pathname)
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [pathname, shown])
  return main
}
