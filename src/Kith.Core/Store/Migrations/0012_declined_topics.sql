-- What people do not want to be asked about, in their own words. A fact.
create table declined_topics (
    identity_id bigint not null references identities (id),
    topic text not null,
    at bigint not null,
    primary key (identity_id, topic)) {clustered};
