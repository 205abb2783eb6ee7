import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'

/** An Ed25519 key (RFC 8032) that packages are signed with. */
export interface SigningKey {
  /** SHA-256 of the public key (SPKI, DER), hex. */
  readonly id: string
  /** PKCS #8, PEM. Whoever has it signs in its owner's name. */
  readonly privateKey: string
  /** SPKI, PEM: what an installation is told to trust. */
  readonly publicKey: string
}

/** `gezhi-package.sig.json`: the signature of the manifest's bytes. */
export interface PackageSignature {
  readonly algorithm: 'Ed25519'
  /** Id of the key. */
  readonly key: string
  /** Base64. */
  readonly signature: string
}

export function newSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return describe(privateKey, publicKey)
}

/** @throws {Error} where the text is no Ed25519 private key in PEM. */
export function readSigningKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem)
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('The key is no Ed25519 key.')
  return describe(privateKey, createPublicKey(privateKey))
}

/** Id of a public key. @throws {Error} where the text is no Ed25519 public key in PEM. */
export function publicKeyId(pem: string): string {
  const key = createPublicKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key is no Ed25519 key.')
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
}

export function signText(text: string, { id, privateKey }: SigningKey): PackageSignature {
  const signature = sign(null, Buffer.from(text), createPrivateKey(privateKey)).toString('base64')
  return { algorithm: 'Ed25519', key: id, signature }
}

/** Whether the owner of this public key signed the text. */
export function isSignedBy(text: string, { signature }: PackageSignature, publicKey: string): boolean {
  return verify(null, Buffer.from(text), createPublicKey(publicKey), Buffer.from(signature, 'base64'))
}

function describe(privateKey: KeyObject, publicKey: KeyObject): SigningKey {
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return {
    id: publicKeyId(pem),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: pem,
  }
}
