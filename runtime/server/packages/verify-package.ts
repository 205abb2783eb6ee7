import {
  type BundleFiles,
  checkAgainstManifest,
  hasErrors,
  type PackageManifest,
  packagePaths,
  parseJson,
  readPackageManifest,
} from '#definitions'
import type { Finding } from '#findings'
import { packageProblem } from './package-problem.ts'
import { readZip } from './read-zip.ts'
import { isSignedBy, type PackageSignature, publicKeyId } from './signing-key.ts'

export interface TrustedKey {
  readonly name: string
  /** SPKI, PEM. */
  readonly publicKey: string
  readonly revoked?: boolean
}

export interface Verification {
  /** Of the package that holds what its manifest says, signed by a trusted key (or unsigned, where that was allowed). */
  readonly package?: { readonly manifest: PackageManifest; readonly files: BundleFiles; readonly signedBy?: string }
  readonly findings: readonly Finding[]
}

/**
 * Opens a package and compares it with its manifest and the manifest with its signature, from these bytes and keys alone.
 * `allowUnsigned` lets a package without a signature pass, with a warning; a wrong signature never passes.
 */
export async function verifyPackage(
  bytes: Buffer,
  trusted: readonly TrustedKey[],
  { allowUnsigned = false }: { readonly allowUnsigned?: boolean } = {},
): Promise<Verification> {
  const { files: all, findings } = await readZip(bytes)
  if (!all) return { findings }
  const text = all.get(packagePaths.manifest)
  if (text === undefined) return { findings: [noManifest()] }
  const signed = checkSignature(text, all.get(packagePaths.signature), trusted, allowUnsigned)
  if (hasErrors(signed.findings)) return { findings: signed.findings }
  const { manifest, findings: unread } = readPackageManifest(text)
  if (!manifest) return { findings: unread }

  const files = new Map([...all].filter(([path]) => path !== packagePaths.manifest && path !== packagePaths.signature))
  const found = [...signed.findings, ...checkAgainstManifest(manifest, files)]
  return hasErrors(found) ? { findings: found } : { package: { manifest, files, signedBy: signed.by }, findings: found }
}

function checkSignature(
  manifest: string,
  signature: string | undefined,
  trusted: readonly TrustedKey[],
  allowUnsigned: boolean,
): { by?: string; findings: Finding[] } {
  if (signature === undefined) return { findings: [unsigned(allowUnsigned)] }
  const read = readSignature(signature)
  if (!read) return { findings: [wrongSignature()] }
  const key = trusted.find(({ publicKey }) => publicKeyId(publicKey) === read.key)
  if (!key) return { findings: [unknownKey(read.key)] }
  if (key.revoked) return { findings: [revokedKey(key.name)] }
  return isSignedBy(manifest, read, key.publicKey) ? { by: key.name, findings: [] } : { findings: [wrongSignature()] }
}

function readSignature(text: string): PackageSignature | undefined {
  const { value } = parseJson(text)
  if (typeof value !== 'object' || value === null) return undefined
  const { algorithm, key, signature } = value as Partial<Record<string, unknown>>
  return algorithm === 'Ed25519' && typeof key === 'string' && typeof signature === 'string'
    ? { algorithm, key, signature }
    : undefined
}

function noManifest(): Finding {
  return packageProblem('package-manifest-missing', packagePaths.manifest, [
    `包中没有 ${packagePaths.manifest}`,
    `There is no ${packagePaths.manifest} in the package`,
  ])
}

function unsigned(allowed: boolean): Finding {
  const finding = packageProblem(
    'package-unsigned',
    packagePaths.signature,
    ['包没有签名，无法确认由谁制作', 'The package is not signed: who made it cannot be known'],
    ['请制作者用 gezhi pack --key 签名后再发来', 'Ask whoever made it to sign it with gezhi pack --key'],
  )
  return allowed ? { ...finding, severity: 'warning' } : finding
}

function wrongSignature(): Finding {
  return packageProblem(
    'package-signature-wrong',
    packagePaths.signature,
    ['签名与包内清单不符：清单或签名已被改动', 'The signature does not fit the manifest: one of them was altered'],
    ['请向制作者重新索取原始包文件', 'Ask whoever made the package for the original file'],
  )
}

function unknownKey(id: string): Finding {
  return packageProblem(
    'package-key-unknown',
    packagePaths.signature,
    [
      `签名所用的密钥 ${id.slice(0, 16)}… 不受本系统信任`,
      `The key ${id.slice(0, 16)}… that signed it is not trusted here`,
    ],
    [
      '确认制作者身份后，用 gezhi keys trust 添加其公钥',
      'Once you are sure whose it is, add the public key with gezhi keys trust',
    ],
  )
}

function revokedKey(name: string): Finding {
  return packageProblem(
    'package-key-revoked',
    packagePaths.signature,
    [`签名所用的密钥“${name}”已被吊销`, `The key "${name}" that signed it was revoked`],
    ['请制作者换用新的密钥重新签名', 'Ask whoever made it to sign it with a new key'],
  )
}
