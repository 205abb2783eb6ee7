import { Foundation } from './0001-foundation.ts'
import { BetweenCases } from './0002-between-cases.ts'
import { AnswersInWork } from './0003-answers.ts'
import { Operations } from './0005-operations.ts'
import { ExternalWorkers } from './0007-external-workers.ts'
import { Statistics } from './0008-statistics.ts'
import { TrustedKeys } from './0010-trusted-keys.ts'
import { RegionLayers } from './0011-region-layers.ts'
import { WaitingWork } from './0012-waiting-work.ts'
import { DefinitionVersions } from './0014-definition-versions.ts'
import { CarriedLayers } from './0015-carried-layers.ts'
import { EnglishRegionNames } from './0016-english-region-names.ts'

/** In the order they run. A migration that was released is never changed; another one follows it. */
export const migrations = [
  { name: '0001-foundation', class: Foundation },
  { name: '0002-between-cases', class: BetweenCases },
  { name: '0003-answers', class: AnswersInWork },
  { name: '0005-operations', class: Operations },
  { name: '0007-external-workers', class: ExternalWorkers },
  { name: '0008-statistics', class: Statistics },
  { name: '0010-trusted-keys', class: TrustedKeys },
  { name: '0011-region-layers', class: RegionLayers },
  { name: '0012-waiting-work', class: WaitingWork },
  { name: '0014-definition-versions', class: DefinitionVersions },
  { name: '0015-carried-layers', class: CarriedLayers },
  { name: '0016-english-region-names', class: EnglishRegionNames },
]
