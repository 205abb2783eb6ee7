import { EnvironmentOutlined } from '@ant-design/icons'
import { Tag } from 'antd'
import { useWords } from '#runtime/client'
import { appWords } from './app-words.ts'
import { useRegion } from './use-region.ts'

/** Whose definitions the page is about: not always those of the region the user works in. */
export function RegionTag() {
  const words = useWords(appWords)
  const { name } = useRegion()
  return (
    <Tag icon={<EnvironmentOutlined aria-hidden="true" />} title={words.region}>
      {name}
    </Tag>
  )
}
