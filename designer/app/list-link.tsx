import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { useWords } from '#runtime/client'
import { appWords } from './app-words.ts'
import { useRegion } from './use-region.ts'

/** The way out of a page whose definition is not there. */
export function ListLink() {
  const words = useWords(appWords)
  const { code } = useRegion()
  const navigate = useNavigate()
  return <Button onClick={() => navigate(`/${code}`)}>{words.backToList}</Button>
}
