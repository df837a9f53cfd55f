-- Facts: what people meet for, when, and what they mean to ask.

create table series (
    id {id},
    community_id bigint not null references communities (id),
    title text not null,
    framing text not null,          -- Markdown
    kind bigint not null,           -- as of conversations: 3 chat, 4 meeting
    visibility bigint not null,
    guests bigint not null default 0,
    questions text not null default '', -- with which each begins, one a line
    rule text not null,             -- RRULE of RFC 5545, such as FREQ=WEEKLY;BYDAY=TU
    zone text not null,             -- of the IANA time zone database
    starts text not null,           -- local date and time of the first: 2026-12-01T16:00
    minutes bigint not null,
    uid text not null unique,       -- in calendars
    created_by bigint not null references identities (id),
    created_at bigint not null,
    changed_at bigint not null,
    revision bigint not null default 0,
    ended_at bigint);

create table rota (
    series_id bigint not null references series (id),
    position bigint not null,
    identity_id bigint not null references identities (id),
    primary key (series_id, position)) {clustered};

create table gatherings (
    conversation_id bigint primary key references conversations (id),
    series_id bigint references series (id),
    occurrence text,                -- the local start that the rule gave; it stays when the gathering is moved
    state bigint not null,          -- see GatheringState
    framing text not null,          -- Markdown
    starts_at bigint not null,
    minutes bigint not null,
    zone text not null,
    guests bigint not null default 0, -- whether people without an account may join by giving a name
    pace bigint not null default 0, -- least seconds between two messages of one person; 0: none
    backchannel_id bigint references conversations (id),
    created_by bigint not null references identities (id),
    created_at bigint not null,
    changed_at bigint not null,     -- when last something changed that stands in calendars
    revision bigint not null default 0, -- how often that happened
    touched bigint not null default 0, -- of an occurrence: whether somebody changed it, so that its series leaves it alone
    settled bigint not null default 0, -- of an occurrence: whether people chose its moderators, so that the rota leaves them
    uid text not null unique,       -- in calendars
    opened_at bigint,
    ended_at bigint,
    published_at bigint,
    cancelled_at bigint,
    unique (series_id, occurrence));
create index gatherings_time on gatherings (starts_at);
create index gatherings_state on gatherings (state, starts_at);

create table moderators (
    conversation_id bigint not null references gatherings (conversation_id),
    identity_id bigint not null references identities (id),
    primary key (conversation_id, identity_id)) {clustered};

-- Who said whether they will come.
create table rsvps (
    conversation_id bigint not null references gatherings (conversation_id),
    identity_id bigint not null references identities (id),
    coming bigint not null,         -- 0 no, 1 maybe, 2 yes
    at bigint not null,
    primary key (conversation_id, identity_id)) {clustered};

-- Which moderator was reminded of which start, how long before; moved, they are reminded again.
create table reminders (
    conversation_id bigint not null references gatherings (conversation_id),
    identity_id bigint not null references identities (id),
    starts_at bigint not null,
    minutes bigint not null,        -- before the start
    primary key (conversation_id, identity_id, starts_at, minutes)) {clustered};

-- What members would like to talk about, until somebody hosts it.
create table proposals (
    id {id},
    community_id bigint not null references communities (id),
    title text not null,
    why text not null,              -- Markdown
    proposed_by bigint not null references identities (id),
    at bigint not null,
    gathering_id bigint references gatherings (conversation_id), -- as what it is held
    withdrawn_at bigint);
create index proposals_community on proposals (community_id);

create table proposal_backers (
    proposal_id bigint not null references proposals (id),
    identity_id bigint not null references identities (id),
    at bigint not null,
    primary key (proposal_id, identity_id)) {clustered};

create table questions (
    id {id},
    conversation_id bigint not null references gatherings (conversation_id),
    number bigint not null,         -- as shown: Q1, Q2 …; unique among those of a gathering that were not dropped
    kind bigint not null,           -- see QuestionKind: 0 question, 1 introductions, 2 poll, 3 agenda item
    text text not null,
    minutes bigint not null,        -- planned; 0: open
    state bigint not null,          -- see QuestionState: 0 planned, 1 asked, 2 closed, 3 dropped
    options text,                   -- of a poll: one a line
    asked_at bigint,
    closed_at bigint);
create index questions_conversation on questions (conversation_id, number);

-- Answers hang on their question by data; null: said outside of any.
alter table messages add column question_id bigint references questions (id);
-- What the entry is, if not plain words; see EntryMark: question, decision, action 2026-12-01.
alter table messages add column entry text;
