-- What changed when, so that a snapshot of an earlier version is brought up to date by reading only that. What a stored
-- snapshot already holds is forgotten.
create table log_changes (
    version bigint not null,        -- of the log, see counters
    conversation_id bigint not null,
    from_at bigint not null,        -- UTC milliseconds; nothing earlier changed
    primary key (version, conversation_id)) {clustered};
