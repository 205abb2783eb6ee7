import { DownloadOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react'
import { useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'
import styles from './photo-viewer.module.css'

interface Photo {
  readonly url: string
  readonly name: string
}

interface Opened {
  readonly photos: readonly Photo[]
  readonly at: number
}

/** Photos inside `children` open in front of the page, one after the other, instead of being downloaded. */
export function PhotoViewer({ children }: { readonly children: ReactNode }) {
  const words = useWords(workbenchWords)
  const [opened, setOpened] = useState<Opened>()
  const open = (event: MouseEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return
    const link = event.target.closest('.gz-photos a')
    if (!link) return
    event.preventDefault()
    const links = [...(link.closest('.gz-photos')?.querySelectorAll('a') ?? [])]
    const photos = links.map((one) => ({ url: one.href, name: one.querySelector('img')?.alt ?? '' }))
    setOpened({ photos, at: links.indexOf(link as HTMLAnchorElement) })
  }
  const photo = opened?.photos[opened.at]
  const count = opened?.photos.length ?? 0
  const turn = (by: number) => opened && setOpened({ ...opened, at: (opened.at + by + count) % count })
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') turn(-1)
    if (event.key === 'ArrowRight') turn(1)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the photos inside are links of their own
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link that is followed by its key is clicked
    <div onClick={open}>
      {children}
      <Modal
        open={photo !== undefined}
        title={photo && `${photo.name}${count > 1 ? ` (${(opened?.at ?? 0) + 1}/${count})` : ''}`}
        onCancel={() => setOpened(undefined)}
        footer={null}
        width="min(1100px, 96vw)"
        centered
      >
        {photo && (
          // biome-ignore lint/a11y/noStaticElementInteractions: arrows turn from whichever button has the focus
          <div className={styles.viewer} onKeyDown={keys} onClick={(event) => event.stopPropagation()}>
            <img src={photo.url} alt={photo.name} />
            <div className={styles.actions}>
              {count > 1 && (
                <>
                  <Button icon={<LeftOutlined aria-hidden="true" />} onClick={() => turn(-1)} autoFocus>
                    {words.previousPhoto}
                  </Button>
                  <Button icon={<RightOutlined aria-hidden="true" />} onClick={() => turn(1)}>
                    {words.nextPhoto}
                  </Button>
                </>
              )}
              <Button href={photo.url} icon={<DownloadOutlined aria-hidden="true" />}>
                {words.download}
              </Button>
            </div>
          </div>
        )}
      </Modal>
    </div>
  )
}
