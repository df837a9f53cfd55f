-- Whose an archive is, and to which conversation what could not be read belongs: so that stewards are told of their own community, and of
-- nothing in conversations that they may not read.
alter table sources add column community_id bigint references communities (id); -- null: nothing of it was ever read, or it is this server
update sources set community_id = (select min(c.community_id) from conversations c where c.source_id = sources.id) where format <> 'kith';
alter table import_issues add column conversation_key text; -- null: it is no conversation's alone; of a key that no conversation has nobody is told
-- Of these a file is a conversation's alone. The next import says which.
update import_issues set conversation_key = file where source_id in (select id from sources where format in ('slack', 'discord'));
