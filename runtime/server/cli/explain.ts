import { definitionOfKey, explain as explained, type Origin } from '#definitions'
import { localize } from '#findings'
import { installedBundles } from '../releases/installed-bundles.ts'
import { layersAbove, layersOfInstalled } from '../releases/region-layers.ts'
import { type CommandOutput, commandLocale, speaking } from './command-output.ts'
import { inInstallation } from './installation.ts'

export interface ExplainArguments {
  readonly region: string
  /** `KIND/ID` of the definition, e.g. `form/rental-recheck`. */
  readonly definition: string
  /** The definition itself where left out. */
  readonly node?: string
  readonly json?: boolean
  readonly lang?: string
}

/** `gezhi explain`: which layer set each value of a node, who, and when. Exit code 2 where there is no such node. */
export async function explain(args: ExplainArguments, out: CommandOutput): Promise<number> {
  const locale = commandLocale(args.lang)
  const say = speaking(locale)
  const place = definitionOfKey(args.definition)
  const told = await inInstallation(async ({ db }) => {
    if (!place) return undefined
    const bundles = await installedBundles(db)
    const layers = layersOfInstalled(bundles, await layersAbove(db, args.region))
    return explained({ region: args.region, bundles, layers, ...place, node: args.node ?? '/' })
  })
  if (!told) {
    out.note(
      say(
        `在 ${args.region} 没有 ${args.definition} ${args.node ?? ''}。`,
        `There is no ${args.definition} ${args.node ?? ''} in ${args.region}.`,
      ),
    )
    return 2
  }
  if (args.json) {
    out.line(JSON.stringify(told))
    return 0
  }
  const origin = ({ title, version, by, at }: Origin) =>
    [localize(title, locale), version, by, at?.slice(0, 10)].filter((part) => part !== undefined).join(' ')
  out.line(`${localize(told.title, locale)}（${told.node}）  ${origin(told.added)}`)
  for (const { title, value, from, before } of told.values) {
    out.line(`  ${localize(title, locale)}: ${JSON.stringify(value)}  ← ${origin(from)}`)
    for (const { value: was, from: earlier } of before)
      out.line(`      ${say('原为', 'was')} ${JSON.stringify(was)}  ← ${origin(earlier)}`)
  }
  if (told.locked) out.line(`  ${say('已锁定', 'locked')}  ← ${origin(told.locked)}`)
  return 0
}
