import { useCallback } from 'react'
import type { FileReference } from '#forms'
import { useApi } from '../session/session.tsx'
import { useErrorWords } from '../states/error-words.ts'
import { apiPath } from './send.ts'

/** Sends a file to be named in an answer, as forms ask for it: a rejection's message is in the person's language. */
export function useFileUpload() {
  const api = useApi()
  const errorWords = useErrorWords()
  return useCallback(
    async (file: File, onProgress: (fraction: number) => void): Promise<FileReference> => {
      try {
        return await api('POST /api/files', { query: { name: file.name.slice(0, 200) }, file, onProgress })
      } catch (error) {
        throw new Error(errorWords(error).text, { cause: error })
      }
    },
    [api, errorWords],
  )
}

/** Where an uploaded file can be fetched. */
export function fileUrl(fileId: string): string {
  return apiPath('GET /api/files/:fileId', { fileId })
}

/** Where the small picture of an uploaded image can be fetched. */
export function thumbnailUrl(fileId: string): string {
  return apiPath('GET /api/files/:fileId/thumbnail', { fileId })
}
