-- Facts: what happens in a room while it is live, beside what is said.

-- Everything that changed in a room, numbered without gaps: what a follower's cursor counts. A change names what changed,
-- not its words: whoever comes later reads it as it is by then, so that what was removed is nowhere.
create table changes (
    conversation_id bigint not null references conversations (id),
    number bigint not null,
    at bigint not null,
    kind bigint not null,           -- see ChangeKind
    reference bigint not null,      -- seq of the message, id of the question …
    primary key (conversation_id, number)) {clustered};
alter table conversations add column changed bigint not null default 0; -- number of the last change

-- What a message said before it was edited.
create table edits (
    conversation_id bigint not null,
    seq bigint not null,
    at bigint not null,
    by_id bigint not null references identities (id),
    body text not null,             -- the words before
    primary key (conversation_id, seq, at)) {clustered};

-- The mark that a removed message leaves.
create table removals (
    conversation_id bigint not null,
    seq bigint not null,
    at bigint not null,
    by_id bigint not null references identities (id),
    reason text not null,
    primary key (conversation_id, seq)) {clustered};

-- Questions of the audience, and what became of them.
create table audience_questions (
    id {id},
    conversation_id bigint not null references gatherings (conversation_id),
    author_id bigint not null references identities (id),
    at bigint not null,
    text text not null,
    state bigint not null,          -- see AudienceState: 0 waiting, 1 asked, 2 merged, 3 set aside
    word text,                      -- why it was set aside
    question_id bigint references questions (id), -- as what it was asked
    merged_id bigint references audience_questions (id),
    decided_by bigint references identities (id),
    decided_at bigint);
create index audience_questions_conversation on audience_questions (conversation_id, id);

create table audience_backers (
    audience_question_id bigint not null references audience_questions (id),
    identity_id bigint not null references identities (id),
    primary key (audience_question_id, identity_id)) {clustered};

create table poll_votes (
    question_id bigint not null references questions (id),
    identity_id bigint not null references identities (id),
    option bigint not null,         -- line of the options, from 0
    at bigint not null,
    primary key (question_id, identity_id)) {clustered};

create table mutes (
    conversation_id bigint not null references gatherings (conversation_id),
    identity_id bigint not null references identities (id),
    by_id bigint not null references identities (id),
    at bigint not null,
    reason text not null,
    primary key (conversation_id, identity_id)) {clustered};

-- Who was in the room, and how far they read.
create table attendances (
    conversation_id bigint not null references conversations (id),
    identity_id bigint not null references identities (id),
    arrived_at bigint not null,
    seen_at bigint not null,        -- last sign of them
    read_to bigint not null,        -- seq of the last message they have seen
    read_at bigint not null,        -- when they had read so far
    primary key (conversation_id, identity_id)) {clustered};
