-- A log has no gaps: what it holds is its head less what was removed.
create index messages_removed on messages (conversation_id) where deleted_at is not null;
