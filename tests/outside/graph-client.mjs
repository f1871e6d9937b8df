// graph-client.mjs - Microsoft's own client of Graph reads and writes automatic replies, single and batched
//
// On standard input one JSON object: {"graph", "token", "people": [addresses], "reply": an automaticRepliesSetting}.
// Prints one line a thing that it found to be right; anything wrong ends it.
// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { BatchRequestContent, BatchResponseContent, Client, GraphError, PageIterator } from '@microsoft/microsoft-graph-client';

const { graph, token, people, reply } = JSON.parse(readFileSync(0, 'utf8'));
const client = Client.init({
  authProvider: (done) => done(null, token), baseUrl: graph, defaultVersion: 'v1.0',
  customHosts: new Set([new URL(graph).hostname]),
});
const settings = (address) => `/users/${encodeURIComponent(address)}/mailboxSettings`;

async function read(address) {
  return client.api(`${settings(address)}/automaticRepliesSetting`).get();
}

// One mailbox: written, read back, and read in another time zone.
await client.api(settings(people[0])).patch({ automaticRepliesSetting: reply });
let found = await read(people[0]);
for (const name of ['status', 'externalAudience', 'internalReplyMessage', 'externalReplyMessage'])
  assert.equal(found[name], reply[name], name);
assert.deepEqual(found.scheduledStartDateTime, reply.scheduledStartDateTime);
found = await client.api(settings(people[0])).header('Prefer', 'outlook.timezone="W. Europe Standard Time"')
  .select('automaticRepliesSetting').get();
assert.equal(found.automaticRepliesSetting.scheduledStartDateTime.timeZone, 'W. Europe Standard Time');
assert.notEqual(found.automaticRepliesSetting.scheduledStartDateTime.dateTime, reply.scheduledStartDateTime.dateTime);
console.log('single');

// What a PATCH does not name stays.
await client.api(settings(people[0])).patch({ automaticRepliesSetting: { status: 'disabled' } });
found = await read(people[0]);
assert.equal(found.status, 'disabled');
assert.equal(found.internalReplyMessage, reply.internalReplyMessage);
console.log('merged');

// A batch of writes, then one of reads; one of the mailboxes does not exist.
const request = (address, method, body) => new Request(`${graph}${settings(address)}`, {
  method, ...(body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
});
const addresses = [...people, 'nobody@corp.example'];
const writes = new BatchRequestContent(addresses.map((address, i) => (
  { id: String(i), request: request(address, 'PATCH', { automaticRepliesSetting: reply }) })));
const written = new BatchResponseContent(await client.api('/$batch').post(await writes.getContent()));
for (let i = 0; i < people.length; i++) assert.equal(written.getResponseById(String(i)).status, 200, addresses[i]);
assert.equal(written.getResponseById(String(people.length)).status, 404);
const reads = new BatchRequestContent(people.map((address, i) => (
  { id: String(i), request: request(address, 'GET') })));
const answers = new BatchResponseContent(await client.api('/$batch').post(await reads.getContent()));
for (let i = 0; i < people.length; i++) {
  const held = await answers.getResponseById(String(i)).json();
  assert.equal(held.automaticRepliesSetting.internalReplyMessage, reply.internalReplyMessage);
}
console.log('batched');

// All pages, each person once.
const first = await client.api('/users').select('id,mail').top(7).get();
const seen = new Set();
await new PageIterator(client, first, (user) => seen.add(user.id) && true).iterate();
console.log(`paged ${seen.size}`);

const searched = await client.api('/users').header('ConsistencyLevel', 'eventual')
  .search(`"mail:${people[0].split('@')[0]}"`).count(true).get();
assert.ok(searched.value.some((user) => user.mail === people[0]));
assert.equal(searched['@odata.count'], searched.value.length);
console.log('searched');

// Errors are errors to it, with their codes.
await assert.rejects(client.api(settings('nobody@corp.example')).get(),
  (error) => error instanceof GraphError && error.statusCode === 404 && error.code === 'ErrorInvalidUser');
await assert.rejects(Client.init({ authProvider: (done) => done(null, 'wrong'), baseUrl: graph,
  customHosts: new Set([new URL(graph).hostname]) }).api('/users').get(),
(error) => error.statusCode === 401 && error.code === 'InvalidAuthenticationToken');
console.log('refused');
