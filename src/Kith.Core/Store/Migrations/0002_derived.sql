-- Derived: `kith rebuild` empties these tables and fills them again from the facts.

create table interactions (
    conversation_id bigint not null,
    at bigint not null,
    seq bigint not null,            -- the message it comes from; 0: from the conversation as a whole
    kind bigint not null,
    from_id bigint not null,        -- identities, so that merging people changes no row here
    to_id bigint not null,
    weight bigint not null,         -- millionths, already divided by the size of the group
    primary key (conversation_id, at, seq, kind, from_id, to_id)) {clustered};
create index interactions_pair on interactions (from_id, to_id, at);

-- All interactions of one identity towards another, folded.
create table contacts (
    from_id bigint not null,
    to_id bigint not null,
    scope bigint not null,          -- 0 seen by every member, 1 only by the two
    days {bytes} not null,
    interactions bigint not null,
    first_at bigint not null,
    last_at bigint not null,
    primary key (from_id, to_id, scope)) {clustered};
create index contacts_to on contacts (to_id);

-- Who spoke where.
create table voices (
    conversation_id bigint not null,
    identity_id bigint not null,
    messages bigint not null,
    first_at bigint not null,
    last_at bigint not null,
    primary key (conversation_id, identity_id)) {clustered};
create index voices_identity on voices (identity_id, last_at);

-- Snapshots that are dear to compute, with the version of the facts they were computed from.
create table snapshots (
    name text not null,
    part bigint not null,
    version bigint not null,
    bytes {bytes} not null,
    primary key (name, part));
