-- When the server stopped trying to send a mail that no mail server takes.
alter table outbox add column given_up_at bigint;
drop index outbox_waiting;
create index outbox_waiting on outbox (next_at) where sent_at is null and given_up_at is null;
