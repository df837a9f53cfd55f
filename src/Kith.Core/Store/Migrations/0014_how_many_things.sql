-- For how many things an issue stands: that there were 129 more lines is one issue of 129 things. The next import says it of what is known.
alter table import_issues add column things bigint not null default 1;
