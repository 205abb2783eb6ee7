import { useRef, useState } from 'react'
import { fileRefusal } from '../../data/file-answers.ts'
import type { FieldNode, FileReference } from '../../definition/form-definition.ts'
import { useOpenForm } from '../form-context.ts'

export interface RunningUpload {
  readonly key: number
  readonly name: string
  readonly fraction: number
}

interface UploadsOf {
  readonly field: FieldNode
  readonly files: readonly FileReference[]
  readonly limit: number
  readonly onChange: (files: readonly FileReference[]) => void
}

/** Sends chosen files to the server one by one and adds what came through to the answer. */
export function useUploads({ field, files, limit, onChange }: UploadsOf) {
  const { store, words, locale, uploadFile } = useOpenForm()
  const [running, setRunning] = useState<readonly RunningUpload[]>([])
  const [refusals, setRefusals] = useState<readonly string[]>([])
  const lastKey = useRef(0)
  const newKey = () => {
    lastKey.current += 1
    return lastKey.current
  }
  const latest = useRef(files)
  latest.current = files

  async function send(file: File, key: number): Promise<string | undefined> {
    store.uploading(1)
    const show = (fraction: number) =>
      setRunning((list) => list.map((upload) => (upload.key === key ? { ...upload, fraction } : upload)))
    try {
      const reference = await uploadFile(file, show)
      latest.current = [...latest.current, reference]
      onChange(latest.current)
      return undefined
    } catch (error) {
      return error instanceof Error && error.message ? `${file.name}: ${error.message}` : words.uploadFailed(file.name)
    } finally {
      store.uploading(-1)
      setRunning((list) => list.filter((upload) => upload.key !== key))
    }
  }

  async function add(chosen: readonly File[]) {
    const room = Math.max(0, limit - latest.current.length - running.length)
    const refused = chosen.flatMap((file) => fileRefusal(field, file)?.[locale] ?? [])
    const fitting = chosen.filter((file) => fileRefusal(field, file) === undefined)
    const accepted = fitting.slice(0, room).map((file) => ({ file, key: newKey() }))
    setRefusals([...refused, ...(fitting.length > room ? [words.tooManyFiles(limit)] : [])])
    setRunning((list) => [...list, ...accepted.map(({ file, key }) => ({ key, name: file.name, fraction: 0 }))])
    for (const { file, key } of accepted) {
      const failure = await send(file, key)
      if (failure) setRefusals((list) => [...list, failure])
    }
  }

  return { running, refusals, add }
}
