-- Whether an issue only notes how something was taken in that was read all the same. The next import says it of what is known.
alter table import_issues add column is_note bigint not null default 0;
