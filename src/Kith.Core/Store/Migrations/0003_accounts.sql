-- Facts: who can sign in, and where they belong. An account speaks as one identity of the source "kith"; who that is,
-- and which other identities are the same person, is told by people and their decisions as for any archive.
-- Secrets that open something are kept as their SHA-256 alone.

create table accounts (
    id {id},
    identity_id bigint not null unique references identities (id),
    name text not null,
    email text unique,              -- lower case; null for guests. The identity gets it once it is proved.
    email_proved_at bigint,
    password_hash text,
    stamp text not null,            -- changes with password and passkeys
    is_operator bigint not null default 0,
    guest_of bigint references conversations (id), -- of somebody who gave a name and nothing else: the one gathering
    failed bigint not null default 0,
    locked_until bigint,
    joining_id bigint references communities (id), -- of which it becomes a member once the mail address is proved
    mails bigint not null default 1, -- whether notices are mailed too
    feed_secret text,               -- part of the address of the account's own feeds; it opens what they may read, and nothing else
    created_at bigint not null,
    ended_at bigint);

alter table communities add column sign_up bigint not null default 0; -- 0 by invitation, 1 open

create table memberships (
    account_id bigint not null references accounts (id),
    community_id bigint not null references communities (id),
    role bigint not null,           -- see Role: 1 member, 2 host, 3 steward
    at bigint not null,
    primary key (account_id, community_id)) {clustered};

create table passkeys (
    id text primary key,            -- of the credential, base64url
    account_id bigint not null references accounts (id),
    name text not null,             -- as its owner calls it
    at bigint not null,
    used_at bigint,
    data text not null);            -- JSON: public key, counter, transports, what was attested
create index passkeys_account on passkeys (account_id);

create table sessions (
    hash text primary key,          -- of the secret in the cookie
    account_id bigint not null references accounts (id),
    device text not null,           -- such as "Firefox on Linux"
    at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null);
create index sessions_account on sessions (account_id);

-- Links that work once: the first start, the proof of a mail address, a forgotten password.
create table links (
    hash text primary key,
    purpose bigint not null,        -- see LinkPurpose
    account_id bigint references accounts (id),
    email text,
    at bigint not null,
    expires_at bigint not null,
    used_at bigint);

create table invitations (
    id {id},
    hash text not null unique,
    community_id bigint not null references communities (id),
    role bigint not null,
    uses bigint not null,           -- how many may still come by it
    note text not null,             -- for whom it is
    by_id bigint references accounts (id), -- null: made on the command line
    at bigint not null,
    expires_at bigint not null,
    ended_at bigint);

-- What somebody says of themselves and cannot prove: a mail address, where no mail is sent, or that an identity is theirs.
create table claims (
    id {id},
    account_id bigint not null references accounts (id),
    identity_id bigint references identities (id), -- null: the mail address of the account
    word text not null,             -- how those who decide can know
    at bigint not null,
    state bigint not null default 0, -- see ClaimState: 0 waiting, 1 confirmed, 2 declined
    decided_by bigint references accounts (id), -- null: on the command line
    decided_at bigint,
    decision_id bigint references person_decisions (id));
create index claims_account on claims (account_id);

create table notices (
    id {id},
    identity_id bigint not null references identities (id), -- to any identity of the person
    at bigint not null,
    text text not null,
    url text not null,
    read_at bigint,
    mailed_at bigint);
create index notices_identity on notices (identity_id, id);
create index notices_unmailed on notices (id) where mailed_at is null;

-- Mail that is to go out; a row stays until a server has taken it, and for a while after.
create table outbox (
    id {id},
    recipient text not null,
    subject text not null,
    body text not null,
    tries bigint not null default 0,
    next_at bigint not null default 0,
    sent_at bigint,
    failure text);                  -- what the mail server said last
create index outbox_waiting on outbox (next_at) where sent_at is null;

-- Keys of the web server, shared by all nodes: they protect cookies and forms.
create table server_keys (name text primary key, xml text not null);
