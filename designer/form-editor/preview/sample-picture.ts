/** A picture for a file of sample answers, which has nothing behind it. `text` is our own. */
export function samplePicture(text: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="#dfe6ee"/><path d="M0 200l90-80 60 50 70-70 100 100v40H0z" fill="#b7c5d4"/><circle cx="70" cy="60" r="24" fill="#f4f7fa"/><text x="160" y="130" font-family="sans-serif" font-size="22" text-anchor="middle" fill="#334155">${text}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
