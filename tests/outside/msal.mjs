// msal.mjs FOLDER READY CERTIFICATE KEY - Microsoft's own @azure/msal-node gets its tokens from absentia-sim, in every
// way there is. FOLDER has node_modules, READY is the simulator's ready line in a file. Prints "ok NAME" for each.
// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { createHash, X509Certificate } from 'node:crypto';
import { createRequire } from 'node:module';

const [folder, readyFile, certificate, key] = process.argv.slice(2);
const { ConfidentialClientApplication, PublicClientApplication } = createRequire(folder + '/')('@azure/msal-node');
const ready = JSON.parse(readFileSync(readyFile, 'utf8'));
const host = new URL(ready.login).host;
const authority = `${ready.login}/${ready.tenant}/`;
const cloudDiscoveryMetadata = JSON.stringify({
  tenant_discovery_endpoint: `${authority}v2.0/.well-known/openid-configuration`, 'api-version': '1.1',
  metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }] });
const settings = (more) => ({ auth: { clientId: ready.client_id, authority, knownAuthorities: [host], cloudDiscoveryMetadata, ...more } });
const scopes = ['https://graph.microsoft.com/.default'];
let failed = 0;

async function step(name, work) {
  try {
    await work();
    console.log('ok', name);
  } catch (error) {
    failed += 1;
    console.log('FAILED', name, error.errorCode ?? '', error.message);
  }
}

function expect(condition, what) {
  if (!condition)
    throw new Error(what);
}

const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));

// A browser: follows redirects, and posts the form that some answers come in.
async function browse(url) {
  for (let i = 0; i < 5; i++) {
    const answer = await fetch(url, { redirect: 'manual' });
    const location = answer.headers.get('location');
    if (location) {
      url = new URL(location, url).href;
      continue;
    }
    const form = (await answer.text()).match(/<form method="POST" action="([^"]+)">(.*)<button/);
    if (!form)
      return;
    const fields = [...form[2].matchAll(/name="([^"]+)" value="([^"]*)"/g)].map((m) => [m[1], m[2].replaceAll('&amp;', '&')]);
    await fetch(form[1], { method: 'POST', body: new URLSearchParams(fields) });
    return;
  }
}

await step('secret', async () => {
  const app = new ConfidentialClientApplication(settings({ clientSecret: ready.client_secret }));
  const result = await app.acquireTokenByClientCredential({ scopes });
  expect(claims(result.accessToken).roles.includes('MailboxSettings.ReadWrite'), 'no roles');
  expect(result.expiresOn > Date.now(), 'no life');
});

await step('wrong secret', async () => {
  const app = new ConfidentialClientApplication(settings({ clientSecret: 'wrong' }));
  try {
    await app.acquireTokenByClientCredential({ scopes });
  } catch (error) {
    expect(error.errorCode === 'invalid_client' && error.message.includes('AADSTS7000215'), error.message);
    return;
  }
  throw new Error('it was accepted');
});

const pem = readFileSync(certificate);
const thumbprintSha256 = createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');
await step('certificate', async () => {
  const clientCertificate = { thumbprintSha256, privateKey: readFileSync(key, 'utf8') };
  const result = await new ConfidentialClientApplication(settings({ clientCertificate })).acquireTokenByClientCredential({ scopes });
  expect(claims(result.accessToken).appid === ready.client_id, 'another application');
});

await step('certificate that is not registered', async () => {
  const clientCertificate = { thumbprintSha256: 'ab'.repeat(32), privateKey: readFileSync(key, 'utf8') };
  try {
    await new ConfidentialClientApplication(settings({ clientCertificate })).acquireTokenByClientCredential({ scopes });
  } catch (error) {
    expect(error.message.includes('AADSTS700027'), error.message);
    return;
  }
  throw new Error('it was accepted');
});

const person = new PublicClientApplication(settings({}));
await step('browser', async () => {
  const result = await person.acquireTokenInteractive({ scopes, loginHint: ready.admin, openBrowser: browse });
  expect(result.account.username === ready.admin, 'somebody else');
  expect(claims(result.accessToken).upn === ready.admin, 'a token for somebody else');
});

await step('refresh', async () => {
  const [account] = await person.getTokenCache().getAllAccounts();
  const first = await person.acquireTokenSilent({ scopes, account, forceRefresh: true });
  const second = await person.acquireTokenSilent({ scopes, account, forceRefresh: true });
  expect(first.accessToken !== second.accessToken && !second.fromCache, 'the same token');
});

await step('device code', async () => {
  const result = await person.acquireTokenByDeviceCode({ scopes,
    deviceCodeCallback: (shown) => { fetch(`${shown.verificationUri}?user_code=${shown.userCode}&answer=yes`); } });
  expect(result.account.username === ready.admin, 'somebody else');
});

process.exit(failed ? 1 : 0);
