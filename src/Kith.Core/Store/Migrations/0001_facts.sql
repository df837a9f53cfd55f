-- Facts: what was said, by whom, and what people decided. Everything else can be derived from these again.
-- Times are UTC milliseconds; flags and enumerations are numbers; keys are the source's own ids.

create table counters (name text primary key, last bigint not null);

create table communities (id {id}, name text not null unique);

create table sources (
    id {id},
    format text not null,
    key text not null unique,
    title text not null);

create table identities (
    id {id},
    source_id bigint not null references sources (id),
    key text {binary} not null,
    name text not null,
    email text,
    is_bot bigint not null default 0,
    unique (source_id, key));
create index identities_email on identities (email) where email is not null;

-- Decisions of people about people. A decision is never deleted, only undone.
create table person_decisions (
    id {id},
    at bigint not null,
    kind text not null,             -- merge, split, bot, human, name
    identity_id bigint not null references identities (id),
    other_id bigint references identities (id),
    text text,                      -- why, or the name
    undone_at bigint);

create table conversations (
    id {id},
    source_id bigint not null references sources (id),
    key text {binary} not null,
    community_id bigint not null references communities (id),
    parent_id bigint references conversations (id),
    kind bigint not null,
    visibility bigint not null,     -- 0 public, 1 community, 2 participants
    title text not null,
    head bigint not null default 0, -- seq of the last message
    first_at bigint,
    last_at bigint,
    as_of bigint not null default 0, -- how recent the newest archive was that told about it
    unique (source_id, key));
create index conversations_recent on conversations (last_at);
create index conversations_parent on conversations (parent_id);

create table messages (
    conversation_id bigint not null references conversations (id),
    seq bigint not null,
    key text {binary} not null,
    author_id bigint not null references identities (id),
    at bigint not null,
    markup bigint not null,         -- 0 plain, 1 Markdown
    body text not null,
    reply_to text {binary},              -- key of the message it answers, in the same conversation
    addressed text,                 -- see Addressed
    reactions text,                 -- see Reactions
    act text,                       -- of a record without words; see Act
    edited_at bigint,
    deleted_at bigint,
    primary key (conversation_id, seq));
create unique index messages_key on messages (conversation_id, key);
create index messages_time on messages (conversation_id, at, seq);

-- Who may see a conversation that only its participants may see, and who was at a meeting (with times, if known).
create table participants (
    conversation_id bigint not null references conversations (id),
    identity_id bigint not null references identities (id),
    from_at bigint,
    to_at bigint,
    primary key (conversation_id, identity_id)) {clustered};
create index participants_identity on participants (identity_id);

create table imports (
    id {id},
    source_id bigint not null references sources (id),
    path text not null,
    started_at bigint not null,
    ended_at bigint,
    messages bigint not null default 0,
    new_messages bigint not null default 0);

create table import_issues (
    id {id},
    source_id bigint not null references sources (id),
    file text not null,
    line bigint not null,           -- 0 where the whole file is meant
    reason text not null,
    unique (source_id, file, line, reason));

-- The work list of what is derived, written in the transaction that appends.
create table stale (
    conversation_id bigint primary key references conversations (id),
    from_at bigint not null,
    version bigint not null);
