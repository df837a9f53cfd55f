-- Facts: who can sign in, and where they belong. An account speaks as one identity of the source "kith"; who that is,
-- and which other identities are the same person, is told by people and their decisions as for any archive.

create table accounts (
    id {id},
    identity_id bigint not null unique references identities (id),
    name text not null,
    email text unique,              -- lower case; null for guests. The identity gets it once it is proved.
    email_proved_at bigint,
    password_hash text,
    stamp text not null,            -- changes with password and passkeys, and ends every session
    is_operator bigint not null default 0,
    guest_of bigint references conversations (id), -- of somebody who gave a name and nothing else: the one gathering
    failed bigint not null default 0,
    locked_until bigint,
    created_at bigint not null,
    ended_at bigint);

alter table communities add column sign_up bigint not null default 0; -- 0 by invitation, 1 open

create table memberships (
    account_id bigint not null references accounts (id),
    community_id bigint not null references communities (id),
    role bigint not null,           -- see Role: 1 member, 2 host, 3 steward
    at bigint not null,
    primary key (account_id, community_id)) {clustered};
