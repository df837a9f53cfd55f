-- That nobody knows whose a message is: until it is accepted there is no one to make up a person for.
alter table corrections rename to corrections_before;
create table corrections (
    id {id},
    conversation_id bigint not null,
    seq bigint not null,
    from_id bigint not null references identities (id),
    to_id bigint references identities (id), -- null: nobody knows
    asked_by bigint not null references identities (id),
    asked_at bigint not null,
    state bigint not null,          -- 0 waiting, 1 accepted, 2 declined, 3 undone
    decided_by bigint references identities (id),
    decided_at bigint);
insert into corrections select * from corrections_before;
drop table corrections_before;
create index corrections_message on corrections (conversation_id, seq);
