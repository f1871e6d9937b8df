// oidc.mjs PORT TENANT CERTIFICATE KEY CLIENT SECRET JWK FOLDER - npm's oidc-provider, a certified OAuth server, where
// Microsoft's login server has its endpoints, for one tenant and three clients: CLIENT with SECRET, certificate-CLIENT
// with the public key in JWK, public-CLIENT without either. FOLDER has node_modules. Prints "ready".
// Who is named by login_hint is signed in; a device's code is confirmed by GET /confirm?user_code=CODE.
// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { createRequire } from 'node:module';
import { generateKeyPairSync } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const [port, tenant, certificate, key, client, secret, jwk, folder] = process.argv.slice(2);
const { Provider } = await import(pathToFileURL(createRequire(folder + '/').resolve('oidc-provider'))).then((m) => (m.Provider ? m : m.default ? { Provider: m.default } : m));
const base = `https://127.0.0.1:${port}`;
const graph = 'https://graph.microsoft.com';
const scopes = ['openid', 'offline_access', 'profile', '.default'];
const app = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [], scope: '.default' };
const signing = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

const provider = new Provider(`${base}/${tenant}/v2.0`, {
  clients: [
    { client_id: client, client_secret: secret, token_endpoint_auth_method: 'client_secret_post', ...app },
    { client_id: `certificate-${client}`, token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'PS256',
      jwks: { keys: [JSON.parse(readFileSync(jwk, 'utf8'))] }, ...app },
    { client_id: `public-${client}`, application_type: 'native', token_endpoint_auth_method: 'none', scope: scopes.join(' '),
      redirect_uris: ['http://localhost/'], response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'] },
  ],
  scopes,
  claims: { openid: ['sub', 'preferred_username'] },
  conformIdTokenClaims: false,
  jwks: { keys: [{ ...signing, kid: 'k', use: 'sig', alg: 'RS256' }] },
  clientAuthMethods: ['none', 'client_secret_post', 'private_key_jwt'],
  routes: { token: `/${tenant}/oauth2/v2.0/token`, authorization: `/${tenant}/oauth2/v2.0/authorize`,
    device_authorization: `/${tenant}/oauth2/v2.0/devicecode`, jwks: `/${tenant}/discovery/v2.0/keys`, code_verification: '/device' },
  pkce: { methods: ['S256'], required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  cookies: { keys: ['test'] },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
  enabledJWA: { clientAuthSigningAlgValues: ['PS256', 'RS256'] },
  ttl: { AccessToken: 3600, ClientCredentials: 3600, AuthorizationCode: 60, DeviceCode: 600, RefreshToken: 86400, IdToken: 3600, Session: 3600, Grant: 86400, Interaction: 600 },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true, mask: '****-****', userCodeInputSource: async (ctx, form) => { ctx.body = form; },
      userCodeConfirmSource: async (ctx, form) => { ctx.body = form; }, successSource: async (ctx) => { ctx.body = 'confirmed'; } },
    resourceIndicators: { enabled: true, defaultResource: () => graph, useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: '.default', audience: graph, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }) },
  },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
});

// Microsoft's scopes name the resource, the standard has a parameter for it.
function split(query) {
  if (query.scope)
    query.scope = [...new Set(query.scope.split(' ').map((word) => word.replace(`${graph}/`, '')))].filter((word) => scopes.includes(word)).join(' ');
  return query;
}

provider.use(async (ctx, next) => {
  if (ctx.path === `/${tenant}/v2.0/.well-known/openid-configuration`)
    ctx.path = '/.well-known/openid-configuration';
  if (ctx.path.endsWith('/authorize') && ctx.method === 'GET')
    ctx.query = split({ prompt: 'consent', ...ctx.query });
  if (/\/(token|devicecode)$/.test(ctx.path)) {
    const parts = [];
    for await (const part of ctx.req)
      parts.push(part);
    ctx.req.body = split(Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString())));
  }
  if (!ctx.path.startsWith('/interaction/'))
    return next();

  const details = await provider.interactionDetails(ctx.req, ctx.res);
  const user = details.session?.accountId || details.params.login_hint || 'oofadmin@corp.example';
  if (user.startsWith('deny'))
    return provider.interactionFinished(ctx.req, ctx.res, { error: 'access_denied', error_description: 'declined' });
  if (details.prompt.name === 'login')
    return provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: user } }, { mergeWithLastSubmission: true });
  const grant = (details.grantId && await provider.Grant.find(details.grantId)) || new provider.Grant({ accountId: user, clientId: details.params.client_id });
  grant.addOIDCScope(scopes.join(' '));
  grant.addResourceScope(graph, '.default');
  return provider.interactionFinished(ctx.req, ctx.res, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
});

provider.on('server_error', (ctx, error) => console.error('server_error', error.message));
provider.on('grant.error', (ctx, error) => console.error('grant.error', error.message, error.error_description, error.error_detail));
createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, provider.callback()).listen(Number(port), '127.0.0.1', () => console.log('ready'));
process.on('SIGTERM', () => process.exit(0));
process.stdin.on('end', () => process.exit(0)).resume();
