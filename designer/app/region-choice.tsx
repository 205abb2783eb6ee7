import { TreeSelect } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useApi, useRegionName, useSession, useWords } from '#runtime/client'
import { appWords } from './app-words.ts'
import { designedRegions } from './designed-regions.ts'
import { useRegion } from './use-region.ts'

interface RegionNode {
  readonly id: string
  readonly pId: string | null
  readonly value: string
  readonly title: string
  readonly isLeaf: boolean
}

/**
 * Chooses whose definitions are shown: a region the user designs, or one below it down to the community.
 * `page` is what is shown of it, e.g. `/releases`.
 */
export function RegionChoice({ page = '' }: { readonly page?: string }) {
  const words = useWords(appWords)
  const { me } = useSession()
  const api = useApi()
  const nameOf = useRegionName()
  const navigate = useNavigate()
  const region = useRegion()
  const roots = designedRegions(me)
  const [below, setBelow] = useState<readonly RegionNode[]>([])

  async function load(parent: string): Promise<void> {
    const { items } = await api('GET /api/regions', { query: { parent } })
    const nodes = items
      .filter(({ level }) => level !== 'grid')
      .map(({ code, name, level, hasChildren }) => ({
        id: code,
        pId: parent,
        value: code,
        title: nameOf(code, name),
        isLeaf: !hasChildren || level === 'community',
      }))
    setBelow((known) => [...known.filter((node) => node.pId !== parent), ...nodes])
  }

  const rootNodes = roots.map(({ code, name }) => ({
    id: code,
    pId: null,
    value: code,
    title: nameOf(code, name),
    isLeaf: false,
  }))
  const known = [...rootNodes, ...below]
  const nodes = known.some((node) => node.value === region.code)
    ? known
    : [...known, { id: region.code, pId: null, value: region.code, title: region.name, isLeaf: true }]
  return (
    <TreeSelect
      aria-label={words.chooseRegion}
      value={region.code}
      treeDataSimpleMode
      treeData={nodes}
      loadData={({ value }) => load(String(value))}
      onChange={(code: string) => navigate(`/${code}${page}`)}
      style={{ minWidth: 180 }}
      popupMatchSelectWidth={280}
      listHeight={360}
    />
  )
}
