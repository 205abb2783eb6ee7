export { readZip } from './read-zip.ts'
export { newSigningKey, publicKeyId, readSigningKey, type SigningKey } from './signing-key.ts'
export { type TrustedKey, type Verification, verifyPackage } from './verify-package.ts'
export { writePackage } from './write-package.ts'
