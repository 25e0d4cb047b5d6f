/**
 * Swagger UI and the OpenAPI document. Every asset comes from the binary itself: the plugin's own page
 * loads its scripts from another host, so a page of ours stands in its place.
 */
import { swagger } from '@elysiajs/swagger';
import { Elysia } from 'elysia';
import cssPath from 'swagger-ui-dist/swagger-ui.css' with { type: 'file' };
import bundlePath from 'swagger-ui-dist/swagger-ui-bundle.js' with { type: 'file' };
import { VERSION } from '../../base/version.ts';
import { DOCUMENT_INFO } from '../openapi.ts';

/** The page and what it loads come from this server, and the page talks to this server alone. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${DOCUMENT_INFO.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/swagger/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/swagger/swagger-ui-bundle.js"></script>
<script src="/swagger/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({
  url: '/swagger/json',
  dom_id: '#swagger-ui',
  tryItOutEnabled: true,
  validatorUrl: null,
});
`;

const asset = (body: string | Blob, type: string) => () =>
  new Response(body, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
    },
  });

const hidden = { detail: { hide: true } };

/** `GET /swagger` and `GET /swagger/json`. */
export function swaggerRoutes() {
  return new Elysia({ name: 'swagger' })
    .use(
      swagger({
        provider: 'swagger-ui',
        path: '/swagger',
        exclude: [/^\/swagger/],
        documentation: {
          openapi: '3.1.0',
          info: { ...DOCUMENT_INFO, version: VERSION },
          tags: [
            { name: 'execute', description: 'Run snippets' },
            { name: 'service', description: 'How the service is doing' },
          ],
        },
      }),
    )
    .get('/swagger', asset(PAGE, 'text/html'), hidden)
    .get('/swagger/start.js', asset(START, 'text/javascript'), hidden)
    .get('/swagger/swagger-ui-bundle.js', asset(Bun.file(bundlePath), 'text/javascript'), hidden)
    .get('/swagger/swagger-ui.css', asset(Bun.file(cssPath), 'text/css'), hidden);
}
