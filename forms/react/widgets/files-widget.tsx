import { type ChangeEvent, memo, useRef } from 'react'
import { acceptedTypes, defaultMaxBytes, isFileReference } from '../../data/file-answers.ts'
import type { FileReference } from '../../definition/form-definition.ts'
import { useOpenForm } from '../form-context.ts'
import { icons } from '../icons.tsx'
import { accessibleGroup } from './accessible.ts'
import { useUploads } from './uploads.ts'
import type { WidgetProps } from './widgets.ts'

/** 附件与照片: sent to the server as soon as they are chosen; the answer holds references. */
export const FilesWidget = memo(function FilesWidget(props: WidgetProps) {
  const { id, node, value, disabled, readonly, invalid, onChange } = props
  const { words, fileUrl } = useOpenForm()
  const isPhoto = node.widget === 'photo'
  const files = Array.isArray(value) ? value.filter(isFileReference) : []
  const limit = typeof node.schema.maxItems === 'number' ? node.schema.maxItems : 20
  const uploads = useUploads({ field: node.node, files, limit, onChange })
  const mayAdd = !disabled && !readonly && files.length + uploads.running.length < limit
  const limits = [
    words.fileCount(limit),
    words.fileLimit(String(Math.round((node.node.maxBytes ?? defaultMaxBytes) / 1024 / 1024))),
  ].join(' · ')
  return (
    <div className="gz-files" data-invalid={invalid || undefined} {...accessibleGroup(props)}>
      <ul className={isPhoto ? 'gz-photos' : 'gz-file-list'}>
        {files.map((file) => (
          <li key={file.id}>
            <FileEntry
              file={file}
              url={fileUrl(file.id)}
              onRemove={
                disabled || readonly
                  ? undefined
                  : () => onChange(files.length > 1 ? files.filter((entry) => entry.id !== file.id) : undefined)
              }
              removeLabel={words.removeFile(file.name)}
            />
          </li>
        ))}
        {uploads.running.map((upload) => (
          <li key={upload.key} className="gz-upload">
            <span>{words.uploading(upload.name)}</span>
            <progress value={upload.fraction} max={1} aria-label={words.uploading(upload.name)} />
          </li>
        ))}
      </ul>
      {uploads.refusals.length > 0 ? (
        <ul className="gz-refusals" role="alert">
          {uploads.refusals.map((refusal) => (
            <li key={refusal}>{refusal}</li>
          ))}
        </ul>
      ) : null}
      {disabled || readonly ? null : (
        <div className="gz-file-actions">
          {isPhoto ? (
            <FileButton
              id={`${id}-camera`}
              icon={icons.camera}
              label={words.takePhoto}
              accept="image/*"
              camera
              disabled={!mayAdd}
              onFiles={(files) => void uploads.add(files, true)}
            />
          ) : null}
          <FileButton
            id={id}
            icon={isPhoto ? icons.picture : icons.upload}
            label={isPhoto ? words.addPhoto : words.addFile}
            accept={acceptedTypes(node.node).join(',')}
            disabled={!mayAdd}
            onFiles={(files) => void uploads.add(files)}
          />
          <span className="gz-help">{limits}</span>
        </div>
      )}
    </div>
  )
})

/** A button in front of the browser's own file input. `camera` opens the phone's camera at once. */
function FileButton({
  id,
  icon,
  label,
  accept,
  camera = false,
  disabled,
  onFiles,
}: {
  readonly id: string
  readonly icon: React.ReactNode
  readonly label: string
  readonly accept: string
  readonly camera?: boolean
  readonly disabled: boolean
  readonly onFiles: (files: readonly File[]) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(event.target.files ?? [])])
    event.target.value = ''
  }
  return (
    <>
      <input
        ref={input}
        className="gz-unseen"
        type="file"
        multiple={!camera}
        accept={accept || undefined}
        capture={camera ? 'environment' : undefined}
        tabIndex={-1}
        aria-hidden="true"
        disabled={disabled}
        onChange={take}
      />
      <button
        type="button"
        id={id}
        disabled={disabled}
        className={camera ? 'gz-button gz-camera' : 'gz-button'}
        onClick={() => input.current?.click()}
      >
        {icon} {label}
      </button>
    </>
  )
}

function FileEntry({
  file,
  url,
  onRemove,
  removeLabel,
}: {
  readonly file: FileReference
  readonly url: string
  readonly onRemove?: () => void
  readonly removeLabel: string
}) {
  return (
    <div className="gz-file">
      <a href={url} target="_blank" rel="noreferrer">
        {file.type.startsWith('image/') ? (
          <img src={url} alt={file.name} loading="lazy" />
        ) : (
          <>
            {icons.file} {file.name}
          </>
        )}
      </a>
      {onRemove ? (
        <button
          type="button"
          className="gz-button gz-button-icon gz-button-danger"
          aria-label={removeLabel}
          title={removeLabel}
          onClick={onRemove}
        >
          {icons.remove}
        </button>
      ) : null}
    </div>
  )
}
