import { useRef, useState } from 'react'
import { fileRefusal } from '../../data/file-answers.ts'
import type { FieldNode, FileReference, PhotoStamp } from '../../definition/form-definition.ts'
import { useOpenForm } from '../form-context.ts'
import { position } from './position.ts'
import { preparedPhoto } from './prepare-photo.ts'

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
  const isPhoto = field.widget === 'photo'
  const latest = useRef(files)
  latest.current = files

  async function send(file: File, key: number, isTaken: boolean): Promise<string | undefined> {
    store.uploading(1)
    const show = (fraction: number) =>
      setRunning((list) => list.map((upload) => (upload.key === key ? { ...upload, fraction } : upload)))
    try {
      const stamp = isTaken ? await stampOf(field) : undefined
      const sent = isPhoto ? await preparedPhoto(file, stamp) : file
      const refusal = fileRefusal(field, sent)?.[locale]
      if (refusal) return refusal
      const reference = await uploadFile(sent, show)
      latest.current = [...latest.current, stamp ? { ...reference, stamp } : reference]
      onChange(latest.current)
      return undefined
    } catch (error) {
      return error instanceof Error && error.message ? `${file.name}: ${error.message}` : words.uploadFailed(file.name)
    } finally {
      store.uploading(-1)
      setRunning((list) => list.filter((upload) => upload.key !== key))
    }
  }

  /** `isTaken`: with the camera, just now. */
  async function add(chosen: readonly File[], isTaken = false) {
    const room = Math.max(0, limit - latest.current.length - running.length)
    // A photo becomes smaller on its way: whether it is too large is seen then.
    const refusalOf = (file: File) =>
      fileRefusal(field, { name: file.name, type: file.type, size: isPhoto ? 0 : file.size })
    const refused = chosen.flatMap((file) => refusalOf(file)?.[locale] ?? [])
    const fitting = chosen.filter((file) => refusalOf(file) === undefined)
    const accepted = fitting.slice(0, room).map((file) => ({ file, key: newKey() }))
    setRefusals([...refused, ...(fitting.length > room ? [words.tooManyFiles(limit)] : [])])
    setRunning((list) => [...list, ...accepted.map(({ file, key }) => ({ key, name: file.name, fraction: 0 }))])
    for (const { file, key } of accepted) {
      const failure = await send(file, key, isTaken)
      if (failure) setRefusals((list) => [...list, failure])
    }
  }

  return { running, refusals, add }
}

/** When and where a photo is being taken, as far as its field asks and the person allows. */
async function stampOf({ stamp = [] }: FieldNode): Promise<PhotoStamp | undefined> {
  if (stamp.length === 0) return undefined
  const place = stamp.includes('place') ? await position(6_000) : undefined
  return {
    ...(stamp.includes('time') && { at: new Date().toISOString() }),
    ...(place && { place }),
  }
}
