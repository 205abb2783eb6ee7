/** Names one intent to start a case, so that a request sent twice starts one. Works on plain HTTP too, unlike `randomUUID`. */
export function newRequestId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
