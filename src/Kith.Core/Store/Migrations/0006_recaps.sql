-- Facts: write-ups of gatherings, and corrections of who said what.

-- A recap is a draft until it is published: then it is the first message of a conversation of its own, and comments follow it.
create table recaps (
    conversation_id bigint primary key references gatherings (conversation_id),
    draft text not null,            -- Markdown
    edited_by bigint references identities (id), -- null: as made from the log
    edited_at bigint not null,
    comments_id bigint references conversations (id),
    published_at bigint);

-- "That was not me": who asked that a message be another's, and what those concerned said.
create table corrections (
    id {id},
    conversation_id bigint not null,
    seq bigint not null,
    from_id bigint not null references identities (id),
    to_id bigint not null references identities (id),
    asked_by bigint not null references identities (id),
    asked_at bigint not null,
    state bigint not null,          -- 0 waiting, 1 accepted, 2 declined, 3 undone
    decided_by bigint references identities (id),
    decided_at bigint);
create index corrections_message on corrections (conversation_id, seq);
