import { Command } from 'commander'

/** A command that answers in the language of the person, or as JSON. */
export function spoken(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--json', '以 JSON 输出 · print one JSON document')
    .option('--lang <language>', 'zh-CN | en')
}
