import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { AccountRefusedError, createFirstAccounts } from '../accounts/accounts.ts'
import { shengzhou } from '../demo/shengzhou.ts'
import { addRegions } from '../regions/add-regions.ts'
import type { Store } from '../store/store.ts'

export interface FirstAdministrator {
  readonly county: string
  readonly countyName?: string
  readonly adminName?: string
}

/** Makes the county and its first administrator: asks at a terminal, or takes name and password from option and stdin. */
export async function createFirstAdministrator(store: Store, asked: FirstAdministrator, now: number): Promise<void> {
  if (!/^\d{6}$/.test(asked.county)) {
    throw new AccountRefusedError('县级区划代码为 6 位数字。 The code of a county has six digits.')
  }
  const { userName, password } = asked.adminName
    ? { userName: asked.adminName, password: await firstLineOfStdin() }
    : await askAtTerminal()
  await addRegions(store, regionsOf(asked))
  const grants = [{ role: 'admin', region: asked.county }]
  // Another node may be doing the same at this moment: whoever comes second finds it done.
  await createFirstAccounts(store, [{ userName, displayName: userName, password, grants }], now)
  console.log(`管理员 ${userName} 已就绪。 The administrator ${userName} is there.`)
}

/** The county's streets and communities where they are shipped with the product, else the county alone. */
function regionsOf({
  county,
  countyName,
}: FirstAdministrator): (readonly [code: string, name: string, nameEn?: string])[] {
  const known = shengzhou.filter(([code]) => code.startsWith(county) || county.startsWith(code))
  return known.some(([code]) => code === county) ? known : [[county, countyName ?? county]]
}

async function firstLineOfStdin(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line
  throw new AccountRefusedError('未从标准输入读到密码。 No password came in on stdin.')
}

async function askAtTerminal() {
  if (!process.stdin.isTTY) {
    throw new AccountRefusedError(
      '还没有管理员。请在终端中启动，或使用 --admin-name 并由标准输入给出密码。\n' +
        'There is no administrator yet. Start at a terminal, or use --admin-name and pass the password on stdin.',
    )
  }
  let silent = false
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (!silent) process.stdout.write(chunk)
      done()
    },
  })
  const terminal = createInterface({ input: process.stdin, output, terminal: true })
  const askSilently = async (question: string) => {
    process.stdout.write(question)
    silent = true
    const answer = await terminal.question('')
    silent = false
    process.stdout.write('\n')
    return answer
  }
  try {
    const userName = await terminal.question('首个管理员的用户名 · User name of the first administrator: ')
    const password = await askSilently('密码（至少 8 位）· Password (8 characters at least): ')
    if ((await askSilently('再输一次 · Once more: ')) !== password) {
      throw new AccountRefusedError('两次输入的密码不同。 The two passwords differ.')
    }
    return { userName, password }
  } finally {
    terminal.close()
  }
}
