import { GlobalOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useLocale, useWords } from '../i18n/locale.tsx'
import { clientWords } from '../words.ts'

/** One button named in the other language, for who cannot read this one. */
export function LanguageSwitch() {
  const { locale, setLocale } = useLocale()
  const { otherLanguage } = useWords(clientWords)
  const other = locale === 'zh-CN' ? 'en' : 'zh-CN'
  return (
    <Button type="text" lang={other} icon={<GlobalOutlined aria-hidden="true" />} onClick={() => setLocale(other)}>
      {otherLanguage}
    </Button>
  )
}
