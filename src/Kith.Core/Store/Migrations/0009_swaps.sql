-- A moderator of one gathering of a series asks those of another to change dates.
create table swaps (
    id {id},
    conversation_id bigint not null references gatherings (conversation_id),
    other_id bigint not null references gatherings (conversation_id),
    asked_by bigint not null references identities (id),
    asked_at bigint not null,
    state bigint not null,          -- 0 waiting, 1 accepted, 2 declined, 3 taken back or overtaken
    decided_at bigint);
create index swaps_gathering on swaps (conversation_id);
create index swaps_other on swaps (other_id);
