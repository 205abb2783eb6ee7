import type { Middleware } from 'koa'

/** No inline script, no eval, nothing from elsewhere. antd puts its styles into the page, so styles may be inline. */
const page = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The worker that validates forms compiles schemas to functions; it has no page, no cookies and no network. */
const validationWorker = "default-src 'none'; script-src 'self' 'unsafe-eval'"

export const securityHeaders: Middleware = (ctx, next) => {
  ctx.set({
    'Content-Security-Policy': ctx.path.includes('validation-worker') ? validationWorker : page,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  })
  if (ctx.secure || ctx.get('X-Forwarded-Proto') === 'https') ctx.set('Strict-Transport-Security', 'max-age=31536000')
  return next()
}
