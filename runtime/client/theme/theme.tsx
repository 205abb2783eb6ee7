import { App, ConfigProvider, type ThemeConfig } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import { type ReactNode, useLayoutEffect, useMemo } from 'react'
import { useLocale, useWords } from '../i18n/locale.tsx'
import { clientWords } from '../words.ts'
import { esDefault } from './es-default.ts'
import { fontFamily, palette, paletteVariables } from './palette.ts'
import { silentIcons } from './silent-icons.tsx'
import { useNarrow } from './use-narrow.ts'
import './base.css'

const antdLocales = { 'zh-CN': esDefault(zhCN), en: esDefault(enUS) }

/** antd in our colours and the chosen language; controls grow to 44 px on a phone. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const { locale } = useLocale()
  const { close } = useWords(clientWords)
  const narrow = useNarrow()
  const theme = useMemo(() => themeFor(narrow), [narrow])
  useLayoutEffect(() => {
    for (const [name, value] of paletteVariables()) document.documentElement.style.setProperty(name, value)
    document.documentElement.style.setProperty('--gz-font', fontFamily)
  }, [])
  return (
    <ConfigProvider
      locale={antdLocales[locale]}
      theme={theme}
      button={{ autoInsertSpace: false, loadingIcon: silentIcons.busy }}
      alert={silentIcons.alert}
      select={silentIcons.select}
      inputPassword={{ iconRender: silentIcons.password }}
      modal={{ closable: { closeIcon: silentIcons.close, 'aria-label': close } }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  )
}

function themeFor(narrow: boolean): ThemeConfig {
  return {
    token: {
      colorPrimary: palette.accent,
      colorInfo: palette.accent,
      colorLink: palette.accent,
      colorError: palette.danger,
      colorWarning: palette.warning,
      colorSuccess: palette.success,
      colorSuccessBg: palette.successSoft,
      colorSuccessBorder: palette.successLine,
      colorWarningBg: palette.warningSoft,
      colorWarningBorder: palette.warningLine,
      colorErrorBg: palette.dangerSoft,
      colorErrorBorder: palette.dangerLine,
      colorInfoBg: palette.accentSoft,
      colorInfoBorder: palette.accentLine,
      colorText: palette.text,
      colorTextSecondary: palette.textSoft,
      colorTextTertiary: palette.textFaint,
      colorTextDescription: palette.textFaint,
      colorTextPlaceholder: palette.textFaint,
      colorBgLayout: palette.ground,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      borderRadius: 6,
      fontFamily,
      fontSize: narrow ? 16 : 14,
      controlHeight: narrow ? 44 : 36,
      controlHeightSM: narrow ? 44 : 28,
      controlHeightLG: narrow ? 48 : 44,
    },
  }
}
