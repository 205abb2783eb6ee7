import { shippedFiles } from './bundle-files.ts'

/** The files of rental-housing 1.1.0, which changes things that layers have changed, and things beside them. */
export function newerRentalFiles(): Map<string, string> {
  const files = shippedFiles('rental-housing')
  const edit = (path: string, change: (text: string) => string) => {
    const text = files.get(path)!
    const changed = change(text)
    if (changed === text) throw new Error(`Nothing to change in ${path}.`)
    files.set(path, changed)
  }
  edit('bundle.json', (text) => text.replace('1.0.0', '1.1.0'))
  edit('settings.schema.json', (text) => text.replaceAll('"value": 5', '"value": 7'))
  edit('processes/rental-housing.bpmn', (text) =>
    text
      .replace(
        'name="街道处置" gezhi:nameEn="Handling by the street"',
        'name="街道依法处置" gezhi:nameEn="Handling by the street"',
      )
      .replace('name="整改逾期"', 'name="整改已逾期"'),
  )
  edit('forms/rental-registration.form.json', (text) => text.replace('出租房屋登记表', '出租房屋信息登记表'))
  edit('codelists/rental-hazard.json', (text) =>
    text.replace('"codes": [', '"codes": [{ "code": "R90", "title": { "zh-CN": "其他隐患", "en": "Other" } },'),
  )
  for (const [path, text] of files) {
    if (path.startsWith('scenarios/')) files.set(path, text.replaceAll('"街道处置"', '"街道依法处置"'))
  }
  return files
}
