/** Four grid cells, one of them lit: the sign of the product. */
export function ProductMark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <rect width="28" height="28" rx="6" fill="var(--gz-accent)" />
      <path d="M6 6h7v7H6zM15 15h7v7h-7zM6 15h7v7H6z" fill="#fff" fillOpacity="0.45" />
      <path d="M15 6h7v7h-7z" fill="#fff" />
    </svg>
  )
}
