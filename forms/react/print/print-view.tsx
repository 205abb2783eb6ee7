import { type Locale, localize } from '#findings'
import { own } from '../../data/rule-run.ts'
import { type Filled, type FormAnswersProps, useFilled } from '../form-answers.tsx'
import { formWords } from '../form-words.ts'
import { NotUsable } from '../not-usable.tsx'
import { type PrintBlock, printBlocks } from './print-blocks.ts'
import { Printed } from './printed.tsx'
import './print.css'

export interface PrintViewProps extends FormAnswersProps {
  /** 单位: whose form it is, above the title. */
  readonly organisation?: string
  /** 编号, e.g. the case number. */
  readonly number?: string
  /** When it was filled; an instant, ISO 8601. */
  readonly filledAt?: string
  /** Who signs at the foot, e.g. 填表人. */
  readonly signers?: readonly { readonly title: string; readonly name?: string }[]
  /** A place for the seal: （盖章）. */
  readonly seal?: boolean
}

/**
 * A form as it was filled, on A4, in the manner of an official Chinese form: the title in the middle, answers in a ruled
 * grid, places to sign and to seal at the foot, pages numbered. Printed, or saved as PDF, by the browser.
 */
export function PrintView(props: PrintViewProps) {
  const { definition, locale, organisation, number, filledAt, signers = [], seal } = props
  const words = formWords[locale]
  const filled = useFilled(props)
  if (!('compiled' in filled)) return <NotUsable locale={locale} reason={filled} />
  const shown: Filled = { ...props, ...filled }
  const blocks = printBlocks(filled.compiled.form.layout, shown)
  const last = blocks.at(-1)
  // Signatures stand under what they sign, on the same sheet.
  const endsWide = last?.kind === 'items' && last.isWide
  return (
    <article className={`gz-print gz-print-${locale}`} lang={locale}>
      <header className="gz-print-head">
        {organisation ? <p className="gz-print-organisation">{organisation}</p> : null}
        <h1 className="gz-print-title">{localize(definition.title, locale)}</h1>
        <p className="gz-print-line">
          <span>{number ? words.printNumber(number) : ''}</span>
          <span>{filledAt ? words.printDate(dayOf(filledAt, locale)) : ''}</span>
        </p>
      </header>
      {blocks.map((block) => (
        <Block key={`${block.kind} ${block.id}`} block={block} filled={shown} />
      ))}
      {signers.length > 0 || seal ? (
        <footer className={endsWide ? 'gz-print-foot gz-print-wide' : 'gz-print-foot'}>
          {signers.map(({ title, name }) => (
            <p key={title} className="gz-print-signer">
              <span>
                {title}
                {words.colon}
              </span>
              <span className="gz-print-rule">{name}</span>
              <span className="gz-print-day">{words.printBlankDate}</span>
            </p>
          ))}
          {seal ? (
            <p className="gz-print-seal">
              {words.printSeal}
              <br />
              {words.printBlankDate}
            </p>
          ) : null}
        </footer>
      ) : null}
    </article>
  )
}

function Block({ block, filled }: { readonly block: PrintBlock; readonly filled: Filled }) {
  if (block.kind === 'heading') return <h2 className="gz-print-heading">{block.title}</h2>
  if (block.kind === 'fields')
    return (
      <table className="gz-print-grid">
        <colgroup>
          <col className="gz-print-label" />
          <col />
          <col className="gz-print-label" />
          <col />
        </colgroup>
        <tbody>
          {block.rows.map((cells) => (
            <tr key={cells[0]?.pointer}>
              {cells.map(({ field, value, pointer }) => [
                <th key={`${pointer} label`} scope="row">
                  {localize(field.node.title, filled.locale)}
                </th>,
                <td key={pointer} colSpan={cells.length === 1 ? 3 : 1}>
                  <Printed field={field} value={value} locale={filled.locale} fileUrl={filled.fileUrl} />
                </td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    )
  const table = <ItemsTable block={block} filled={filled} />
  return block.isWide ? <div className="gz-print-wide">{table}</div> : table
}

function ItemsTable({ block, filled }: { readonly block: PrintBlock & { kind: 'items' }; readonly filled: Filled }) {
  const words = formWords[filled.locale]
  const { group, items, title } = block
  return (
    <table className="gz-print-items">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col" className="gz-print-number">
            {words.rowNumber}
          </th>
          {group.fields.map((field) => (
            <th key={field.id} scope="col">
              {localize(field.node.title, filled.locale)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.length === 0 ? (
          <tr>
            <td colSpan={group.fields.length + 1} className="gz-print-number">
              {words.printNone}
            </td>
          </tr>
        ) : null}
        {items.map((item, index) => (
          <tr key={index}>
            <td className="gz-print-number">{index + 1}</td>
            {group.fields.map((field) => (
              <td key={field.id}>
                <Printed
                  field={field}
                  value={own(item, field.property)}
                  locale={filled.locale}
                  fileUrl={filled.fileUrl}
                  isBrief
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function dayOf(instant: string, locale: Locale): string {
  return new Date(instant).toLocaleDateString(locale, {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  })
}
