import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { isFileReference } from '../../data/file-answers.ts'
import { isObject } from '../../definition/shape.ts'
import { useOpenForm } from '../form-context.ts'
import { accessibleGroup } from './accessible.ts'
import { drawStrokes, type Stroke, signaturePicture } from './strokes.ts'
import { useTypedText } from './typed-text.ts'
import type { WidgetProps } from './widgets.ts'

/** Milliseconds after the last stroke when the picture is taken. */
const rest = 1_200

/** 签名: drawn with pen, finger or mouse; or the name typed, for whoever cannot draw here. */
export default function SignatureWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange } = props
  const { words, fileUrl } = useOpenForm()
  const [isTyping, setTyping] = useState(false)
  const signed: { readonly file?: unknown; readonly name?: unknown } = isObject(value) ? value : {}
  const isFixed = disabled || readonly
  if (isFileReference(signed.file))
    return (
      <div className="gz-signature" {...accessibleGroup(props)}>
        <img className="gz-signature-picture" src={fileUrl(signed.file.id)} alt={words.signature} />
        {isFixed ? null : (
          <button type="button" id={id} className="gz-button" onClick={() => onChange(undefined)}>
            {words.signAgain}
          </button>
        )}
      </div>
    )
  if (isFixed)
    return <p className="gz-signature-name">{typeof signed.name === 'string' ? signed.name : words.notAnswered}</p>
  const isNamed = isTyping || typeof signed.name === 'string'
  return (
    <div className="gz-signature" {...accessibleGroup(props)}>
      {isNamed ? <TypedName {...props} name={signed.name} /> : <Pad {...props} />}
      <button
        type="button"
        className="gz-button gz-button-link"
        onClick={() => {
          onChange(undefined)
          setTyping(!isNamed)
        }}
      >
        {isNamed ? words.signByHand : words.signByName}
      </button>
    </div>
  )
}

function TypedName({ id, name, invalid, onChange, onBlur }: WidgetProps & { readonly name: unknown }) {
  const { words } = useOpenForm()
  const typed = useTypedText(typeof name === 'string' ? name : '', (next) =>
    onChange(next.trim() === '' ? undefined : { name: next, at: new Date().toISOString() }),
  )
  return (
    <input
      {...typed}
      id={id}
      type="text"
      className="gz-input gz-signature-typed"
      maxLength={50}
      autoComplete="off"
      aria-label={words.typedSignature}
      aria-invalid={invalid}
      placeholder={words.typedSignature}
      onBlur={onBlur}
    />
  )
}

function Pad({ id, invalid, onChange }: WidgetProps) {
  const { store, words, uploadFile } = useOpenForm()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [isFailed, setFailed] = useState(false)
  const drawing = useRef<number>(undefined)
  const change = useRef(onChange)
  change.current = onChange

  useEffect(() => {
    if (canvas.current) drawStrokes(canvas.current, strokes)
  }, [strokes])

  useEffect(() => {
    if (strokes.length === 0) return
    let isCurrent = true
    let isWaiting = true
    store.uploading(1)
    const done = () => {
      if (isWaiting) store.uploading(-1)
      isWaiting = false
    }
    const take = async () => {
      if (drawing.current !== undefined) return
      try {
        const picture = await signaturePicture(strokes, words.signature)
        const file = await uploadFile(picture, () => undefined)
        if (isCurrent) change.current({ file, at: new Date().toISOString() })
      } catch {
        if (isCurrent) setFailed(true)
      } finally {
        done()
      }
    }
    const timer = setTimeout(take, rest)
    return () => {
      isCurrent = false
      clearTimeout(timer)
      done()
    }
  }, [strokes, store, uploadFile, words])

  const pointOf = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drawing.current = event.pointerId
    setFailed(false)
    const point = pointOf(event)
    setStrokes((before) => [...before, [point]])
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    if (drawing.current !== event.pointerId) return
    const point = pointOf(event)
    setStrokes((before) => [...before.slice(0, -1), [...before.at(-1)!, point]])
  }
  const end = (event: PointerEvent<HTMLCanvasElement>) => {
    if (drawing.current !== event.pointerId) return
    drawing.current = undefined
    setStrokes((before) => [...before])
  }
  return (
    <>
      <div className="gz-pad" data-invalid={invalid || undefined}>
        <canvas
          ref={canvas}
          className="gz-pad-canvas"
          role="img"
          aria-label={strokes.length === 0 ? words.padEmpty : words.padSigned}
          onPointerDown={begin}
          onPointerMove={draw}
          onPointerUp={end}
          onPointerCancel={end}
        />
        {strokes.length === 0 ? (
          <span className="gz-pad-hint" aria-hidden="true">
            {words.signHere}
          </span>
        ) : null}
      </div>
      <div className="gz-file-actions">
        <button
          type="button"
          id={id}
          className="gz-button"
          disabled={strokes.length === 0}
          onClick={() => setStrokes((before) => before.slice(0, -1))}
        >
          {words.undoStroke}
        </button>
        <button type="button" className="gz-button" disabled={strokes.length === 0} onClick={() => setStrokes([])}>
          {words.clear}
        </button>
        <span role="status" className="gz-help">
          {isFailed ? words.signatureNotSent : ''}
        </span>
      </div>
    </>
  )
}
