-- releases.sql - what each step of the database's schema made, word for word as it was released, and rows that it then held
--
-- A step begins with "-- STEP"; test-migrate.c makes of the first of them the database of an earlier release. Never changed
-- once it is there; with a new step of store-schema.c comes one here, with a row in each new table.
-- SPDX-License-Identifier: GPL-3.0-or-later
-- STEP 1
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE profile (
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, server TEXT NOT NULL,
  ews_url TEXT NOT NULL, ca_pem TEXT NOT NULL, auth TEXT NOT NULL, admin_upn TEXT NOT NULL,
  test_mailbox TEXT NOT NULL, jobs INTEGER NOT NULL);
CREATE TABLE text (hash TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE snapshot (
  profile TEXT NOT NULL, mailbox TEXT NOT NULL, at_us BIGINT NOT NULL,
  mode TEXT NOT NULL, audience TEXT NOT NULL, from_us BIGINT, until_us BIGINT,
  inside TEXT NOT NULL REFERENCES text (hash), outside TEXT NOT NULL REFERENCES text (hash),
  PRIMARY KEY (profile, mailbox));
CREATE TABLE journal (
  id INTEGER PRIMARY KEY, at_us BIGINT NOT NULL, who TEXT NOT NULL, run TEXT NOT NULL,
  profile TEXT NOT NULL, mailbox TEXT NOT NULL, why TEXT NOT NULL,
  before_mode TEXT NOT NULL, before_audience TEXT NOT NULL,
  before_from_us BIGINT, before_until_us BIGINT,
  before_inside TEXT NOT NULL REFERENCES text (hash),
  before_outside TEXT NOT NULL REFERENCES text (hash),
  after_mode TEXT NOT NULL, after_audience TEXT NOT NULL,
  after_from_us BIGINT, after_until_us BIGINT,
  after_inside TEXT NOT NULL REFERENCES text (hash),
  after_outside TEXT NOT NULL REFERENCES text (hash),
  result TEXT NOT NULL, request_id TEXT, error TEXT);
CREATE INDEX journal_mailbox ON journal (mailbox, id);
INSERT INTO setting VALUES ('profile-in-use', 'id-1');
INSERT INTO profile VALUES ('id-1', 'corp', 'on-premises', 'mail.corp.example',
  'https://mail.corp.example/EWS/Exchange.asmx', '', 'ntlm', 'admin@corp.example', '', 6);
INSERT INTO text VALUES ('2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881', 'x');
INSERT INTO text VALUES
  ('4b1e7dfaa78faf21b0156c928e0cb9f0c89bba72d274bd6028a32f1fd10b0d80', '<p>Away until May — Grüße</p>');
INSERT INTO snapshot SELECT 'id-1', 'ann@corp.example', 4, 'scheduled', 'known', 1000000, 2000000,
  (SELECT hash FROM text WHERE body <> 'x'), (SELECT hash FROM text WHERE body = 'x');
INSERT INTO journal SELECT 1, 5, 'me@here', 'run-1', 'id-1', 'ann@corp.example', 'by hand', 'off', 'none',
  NULL, NULL, x.hash, x.hash, 'scheduled', 'all', 1000000, 2000000, r.hash, x.hash, 'written', 'q-1', NULL
  FROM text AS x, text AS r WHERE x.body = 'x' AND r.body <> 'x';
INSERT INTO journal SELECT 2, 6, who, 'run-2', profile, mailbox, '', after_mode, after_audience,
  after_from_us, after_until_us, after_inside, after_outside, 'on', 'all', NULL, NULL, after_inside,
  after_outside, 'begun', NULL, NULL FROM journal;
-- STEP 2
ALTER TABLE profile ADD COLUMN directory TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN directory_auth TEXT NOT NULL DEFAULT 'auto';
ALTER TABLE profile ADD COLUMN directory_ca_pem TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN directory_user TEXT NOT NULL DEFAULT '';
UPDATE profile SET directory = 'corp.example', directory_user = 'reader';
-- STEP 3
CREATE TABLE person_list (
  number INTEGER PRIMARY KEY, profile TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
  mark TEXT NOT NULL, read_at_us BIGINT NOT NULL);
CREATE TABLE person (
  number INTEGER PRIMARY KEY, list INTEGER NOT NULL REFERENCES person_list (number),
  id TEXT NOT NULL, kind TEXT NOT NULL, home TEXT NOT NULL, is_disabled INTEGER NOT NULL,
  name TEXT NOT NULL, mail TEXT NOT NULL, upn TEXT NOT NULL, logon TEXT NOT NULL,
  domain TEXT NOT NULL, department TEXT NOT NULL, title TEXT NOT NULL, office TEXT NOT NULL,
  dn TEXT NOT NULL, UNIQUE (list, id));
INSERT INTO person_list VALUES (1, 'id-1', 'directory', 'mark', 7);
INSERT INTO person VALUES (1, 1, 'guid-1', 'person', 'here', 0, 'Ann Grün', 'ann@corp.example', 'ann@corp.example',
  'ann', 'CORP', 'Sales', '', '', 'CN=Ann');
-- STEP 4
CREATE TABLE evidence (
  profile TEXT NOT NULL, ews_url TEXT NOT NULL, account TEXT NOT NULL, at_us BIGINT NOT NULL,
  tried INTEGER NOT NULL, succeeded INTEGER NOT NULL,
  PRIMARY KEY (profile, ews_url, account));
INSERT INTO evidence VALUES ('id-1', 'https://mail.corp.example/EWS/Exchange.asmx', 'admin@corp.example', 8, 2, 1);
-- STEP 5
ALTER TABLE profile ADD COLUMN path TEXT NOT NULL DEFAULT 'ews';
ALTER TABLE profile ADD COLUMN console TEXT NOT NULL DEFAULT '';
UPDATE profile SET console = 'https://mail.corp.example/PowerShell';
-- STEP 6
CREATE TABLE evidence_mailbox (
  profile TEXT NOT NULL, ews_url TEXT NOT NULL, account TEXT NOT NULL, number INTEGER NOT NULL,
  mailbox TEXT NOT NULL, path TEXT NOT NULL, is_written INTEGER NOT NULL,
  took_ms BIGINT NOT NULL, request_id TEXT, error TEXT NOT NULL, message TEXT NOT NULL,
  reason TEXT, server_code TEXT, host TEXT, http_status INTEGER NOT NULL,
  PRIMARY KEY (profile, ews_url, account, number));
INSERT INTO evidence_mailbox VALUES ('id-1', 'https://mail.corp.example/EWS/Exchange.asmx', 'admin@corp.example', 0,
  'ann@corp.example', 'ews', 1, 12, 'q-2', '', '', NULL, NULL, NULL, 0);
-- STEP 7
ALTER TABLE profile ADD COLUMN version TEXT NOT NULL DEFAULT 'auto';
ALTER TABLE profile ADD COLUMN build TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN offered TEXT NOT NULL DEFAULT '';
UPDATE profile SET build = '15.1.2507.6';
-- STEP 8
ALTER TABLE profile ADD COLUMN cloud TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN tenant TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN client_id TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN certificate TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN login_url TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN graph_url TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN admin_api_url TEXT NOT NULL DEFAULT '';
UPDATE profile SET tenant = 'corp.example';
-- STEP 9
ALTER TABLE profile ADD COLUMN client_until TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN sign_in TEXT NOT NULL DEFAULT 'application';
ALTER TABLE profile ADD COLUMN online_user TEXT NOT NULL DEFAULT '';
UPDATE profile SET client_until = '2027-01-01';
-- STEP 10
CREATE TABLE plan (profile TEXT PRIMARY KEY, revision BIGINT NOT NULL);
CREATE TABLE document (
  number INTEGER PRIMARY KEY, profile TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  body TEXT NOT NULL, revision BIGINT NOT NULL, at_us BIGINT NOT NULL, who TEXT NOT NULL,
  UNIQUE (profile, kind, name));
CREATE TABLE document_past (
  number INTEGER PRIMARY KEY, profile TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  body TEXT NOT NULL, revision BIGINT NOT NULL, at_us BIGINT NOT NULL, who TEXT NOT NULL);
CREATE INDEX document_past_name ON document_past (profile, kind, name, number);
INSERT INTO plan VALUES ('id-1', 3);
INSERT INTO document VALUES (1, 'id-1', 'item', 'item-1', 'title: May', 3, 9, 'me@here');
INSERT INTO document_past VALUES (1, 'id-1', 'item', 'item-1', 'title: April', 2, 8, 'me@here');
-- STEP 11
CREATE TABLE managed (
  profile TEXT NOT NULL, mailbox TEXT NOT NULL, item TEXT NOT NULL,
  away_from_s BIGINT NOT NULL, away_until_s BIGINT NOT NULL, drift TEXT NOT NULL,
  left_item TEXT NOT NULL, left_from_s BIGINT NOT NULL, left_until_s BIGINT NOT NULL,
  problem TEXT,
  PRIMARY KEY (profile, mailbox));
CREATE TABLE managed_state (
  profile TEXT NOT NULL, mailbox TEXT NOT NULL, kind TEXT NOT NULL,
  mode TEXT NOT NULL, audience TEXT NOT NULL, from_us BIGINT, until_us BIGINT,
  inside TEXT NOT NULL REFERENCES text (hash), outside TEXT NOT NULL REFERENCES text (hash),
  PRIMARY KEY (profile, mailbox, kind));
CREATE TABLE mailbox_zone (
  profile TEXT NOT NULL, mailbox TEXT NOT NULL, zone TEXT NOT NULL,
  PRIMARY KEY (profile, mailbox));
CREATE TABLE item_member (
  profile TEXT NOT NULL, item TEXT NOT NULL, mailbox TEXT NOT NULL,
  PRIMARY KEY (profile, item, mailbox));
INSERT INTO managed VALUES ('id-1', 'ann@corp.example', 'item-1', 500, 2000, 'changed', 'item-0', 7, 9, 'no');
INSERT INTO managed_state SELECT profile, mailbox, 'wanted', after_mode, after_audience, after_from_us,
  after_until_us, after_inside, after_outside FROM journal WHERE id = 1;
INSERT INTO managed_state SELECT profile, mailbox, 'own', before_mode, before_audience, before_from_us,
  before_until_us, before_inside, before_outside FROM journal WHERE id = 1;
INSERT INTO mailbox_zone VALUES ('id-1', 'ann@corp.example', 'Europe/Berlin');
INSERT INTO item_member VALUES ('id-1', 'item-1', 'ann@corp.example');
-- STEP 12
CREATE TABLE throttle (
  server TEXT NOT NULL, account TEXT NOT NULL, rate_milli BIGINT NOT NULL,
  at_once INTEGER NOT NULL, wait_ms BIGINT NOT NULL, was_refused INTEGER NOT NULL,
  at_us BIGINT NOT NULL, PRIMARY KEY (server, account));
INSERT INTO throttle VALUES ('mail.corp.example', 'admin@corp.example', 45000, 8, 1500, 1, 10);
-- STEP 13
CREATE TABLE chain (
  number INTEGER PRIMARY KEY, journal BIGINT NOT NULL, event TEXT NOT NULL,
  digest TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX chain_journal ON chain (journal);
INSERT INTO chain VALUES (1, 1, 'begin',
  '85f4278b4b279b544b576805e33147c2bf6ba2be1d2a499492638b0c83f1bb05',
  'd9132c71e846000bd218ea5faa8a4eaf571e8b3e9ed25b1ff68b85295bd2af2f');
INSERT INTO chain VALUES (2, 1, 'end',
  'a836d31cf0bde29587df664613a2ec5c972a7d5692c5ea74e8ec2abe310fce44',
  '9f05efc2979b26bc52c5e4f0753fae905dbe963f40f6ec995d06babb4765cb86');
INSERT INTO chain VALUES (3, 2, 'begin',
  'd49e90567a578b1c6d454c984f1ae02e97f0b34ccb01a2d5b7703c738399b95d',
  'f243194f12bb58c26e0ee39776a06fae236dc26b42af014bc99915efc5c98c38');
-- STEP 14
CREATE TABLE engine (
  number INTEGER PRIMARY KEY, token TEXT, holder TEXT, lease_until_us BIGINT NOT NULL DEFAULT 0,
  wish TEXT NOT NULL DEFAULT 'run', wish_reason TEXT, state TEXT, reason TEXT,
  at_us BIGINT NOT NULL DEFAULT 0, last_run_us BIGINT NOT NULL DEFAULT 0,
  next_due_us BIGINT NOT NULL DEFAULT 0, covered_until_us BIGINT NOT NULL DEFAULT 0,
  queued INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0);
INSERT INTO engine (number, token, holder, wish, state, at_us) VALUES (1, 'token', 'host', 'pause', 'paused', 11);
-- STEP 15
ALTER TABLE engine ADD COLUMN profile TEXT;
ALTER TABLE engine ADD COLUMN waiting TEXT;
ALTER TABLE engine ADD COLUMN waiting_us BIGINT NOT NULL DEFAULT 0;
CREATE TABLE coverage (
  profile TEXT NOT NULL, mailbox TEXT NOT NULL, until_s BIGINT NOT NULL, reason TEXT NOT NULL,
  at_us BIGINT NOT NULL, PRIMARY KEY (profile, mailbox));
CREATE TABLE coverage_pass (
  profile TEXT PRIMARY KEY, revision BIGINT NOT NULL, at_us BIGINT NOT NULL);
UPDATE engine SET profile = 'id-1';
INSERT INTO coverage VALUES ('id-1', 'ann@corp.example', 2000, 'hours', 12);
INSERT INTO coverage_pass VALUES ('id-1', 3, 12);
-- STEP 16
CREATE TABLE found_reply (
  profile TEXT NOT NULL, mailbox TEXT NOT NULL, digest TEXT NOT NULL,
  first_s BIGINT NOT NULL, seen_s BIGINT NOT NULL, protection TEXT NOT NULL,
  is_stale INTEGER NOT NULL, is_forgotten INTEGER NOT NULL,
  PRIMARY KEY (profile, mailbox));
INSERT INTO found_reply VALUES ('id-1', 'ann@corp.example', 'digest', 5, 6, 'chosen', 1, 0);
-- STEP 17
CREATE INDEX journal_run ON journal (run, id);
-- STEP 18
CREATE TABLE item_fixed (
  profile TEXT NOT NULL, item TEXT NOT NULL, names TEXT NOT NULL,
  PRIMARY KEY (profile, item));
INSERT INTO item_fixed VALUES ('id-1', 'item-1', 'sales');
-- STEP 19
CREATE TABLE mailbox_hours (
  profile TEXT NOT NULL, mailbox TEXT NOT NULL, hours TEXT, zone TEXT NOT NULL,
  read_s BIGINT NOT NULL, asked_s BIGINT NOT NULL, problem TEXT,
  PRIMARY KEY (profile, mailbox));
INSERT INTO mailbox_hours VALUES ('id-1', 'ann@corp.example', '1 480-1020', '', 13, 13, NULL);
-- STEP 20
ALTER TABLE managed ADD COLUMN written_s BIGINT NOT NULL DEFAULT 0;
UPDATE managed SET written_s = 14;
-- STEP 21
CREATE TABLE act (
  profile TEXT NOT NULL, mailbox TEXT NOT NULL, item TEXT NOT NULL, kind TEXT NOT NULL,
  away_from_s BIGINT NOT NULL, away_until_s BIGINT NOT NULL, state TEXT NOT NULL,
  what TEXT NOT NULL, mark TEXT NOT NULL, remote TEXT NOT NULL, found TEXT NOT NULL,
  run TEXT NOT NULL, at_s BIGINT NOT NULL, problem TEXT,
  PRIMARY KEY (profile, mailbox, item, kind, away_from_s));
INSERT INTO act VALUES ('id-1', 'ann@corp.example', 'item-1', 'forward', 10, 20, 'there',
  'bob@corp.example copy', 'Absentia: item-1', 'AQ==', '', 'run-1', 15, NULL);
-- STEP 22
ALTER TABLE person ADD COLUMN manager TEXT NOT NULL DEFAULT '';
-- STEP 23
ALTER TABLE throttle ADD COLUMN high_milli BIGINT NOT NULL DEFAULT 0;
ALTER TABLE throttle ADD COLUMN burst_milli BIGINT NOT NULL DEFAULT 0;
UPDATE throttle SET high_milli = 60000, burst_milli = 400000;
