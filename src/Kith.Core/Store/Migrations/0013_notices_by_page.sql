-- Whom a page has told of itself.
create index notices_url on notices (url);
